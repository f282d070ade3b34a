import {Child, h} from './dom';

/** Told when colours change, so that canvases can be drawn again. */
export const onTheme: (() => void)[] = [];

let life = new AbortController();
/** Ends with the page that is shown now: what listens beyond its own elements listens until then. */
export const lifetime = (): {signal: AbortSignal} => ({signal: life.signal});
/** The page that is shown now goes; another one is drawn. */
export function turnPage(): void {
    life.abort();
    life = new AbortController();
    onTheme.length = 0;
}

function toggleTheme(): void {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    onTheme.forEach((redraw) => redraw());
}

async function copy(text: string, button: HTMLElement): Promise<void> {
    const label = button.textContent;
    let done = false;
    try {
        await navigator.clipboard.writeText(text);
        done = true;
    } catch {
        // A page from file:// may not be let near the clipboard that way.
        const area = h('textarea', {class: 'offscreen', 'aria-label': 'Markdown'}) as HTMLTextAreaElement;
        area.value = text;
        document.body.append(area);
        area.select();
        done = document.execCommand('copy');
        area.remove();
    }
    button.textContent = done ? 'Copied' : 'Cannot copy here';
    setTimeout(() => { button.textContent = label; }, 1500);
}

export function copyButton(label: string, text: () => string): HTMLElement {
    const button: HTMLElement = h('button', {type: 'button', click: () => void copy(text(), button)}, label);
    return button;
}

/** Head, contents and tools; the rest of the page is `main`. */
export function shell(title: string, kicker: string, contents: [string, string][], markdown: () => string, ...main: Child[]): void {
    document.title = title;
    const head = h('header', {class: 'top'},
            h('div', {class: 'brand'}, h('b', {}, 'Drydock'), h('span', {class: 'quiet'}, kicker)),
            h('nav', {'aria-label': 'Contents'}, ...contents.map(([id, name]) => h('a', {href: `#${id}`}, name))),
            h('div', {class: 'tools'},
                copyButton('Copy as Markdown', markdown),
                h('button', {type: 'button', click: () => print()}, 'Print'),
                h('button', {type: 'button', click: toggleTheme, 'aria-label': 'Light or dark'}, '◐')));
    const body = h('main', {id: 'main', tabindex: -1}, ...main);
    const before = document.getElementById('main');
    if (before && document.getElementById('live')) {
        // What a person is about to do in the live bar goes on.
        document.querySelector('header.top')?.replaceWith(head);
        before.replaceWith(body);
    } else {
        document.body.replaceChildren(h('a', {class: 'skip', href: '#main'}, 'To the content'), head, body);
    }
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => onTheme.forEach((redraw) => redraw()), lifetime());
    // What is folded on a screen is shown on paper, as far as it was opened; charts are canvases and print as they are.
}

/** Goes where the address says on every change of it, and at once unless the page is there `again`. */
export function followLinks(special: (hash: string) => boolean, again = false): void {
    const go = (): void => {
        const hash = decodeURIComponent(location.hash.slice(1));
        if (hash === '' || special(hash)) {
            return;
        }
        const target = document.getElementById(hash);
        if (target instanceof HTMLDetailsElement) {
            target.hidden = false;
            target.open = true;
        }
        target?.scrollIntoView();
    };
    addEventListener('hashchange', go, lifetime());
    if (!again) {
        go();
    }
}
