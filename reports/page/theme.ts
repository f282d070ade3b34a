import uPlot from 'uplot';

/** Of the button, if it was used; else of the system. */
export function isDark(): boolean {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Saves the context, keeps what is drawn within the plot, and sets type; device pixels for one of CSS. */
export function beginStrip({ctx, bbox}: uPlot): number {
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textBaseline = 'middle';
    return devicePixelRatio;
}
