// How long a page takes from the navigation to it until a person sees it whole, every chart drawn.
// Usage: node page_speed.mjs <report.html> [<bound in ms, 1000> [<how many times, 5>]]
// Ends with 1 when the median is above the bound, and with 77, which is "skipped", without Chromium.
import {statSync} from 'node:fs';
import {resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {Browser, findChromium} from './browser.mjs';

/** Before anything of the page runs: notes when anything was last drawn on a canvas. */
const watchCanvases = `
    window.drawnAt = 0;
    for (const name of ['stroke', 'fill', 'fillRect', 'fillText']) {
        const draw = CanvasRenderingContext2D.prototype[name];
        CanvasRenderingContext2D.prototype[name] = function (...words) {
            window.drawnAt = performance.now();
            return draw.apply(this, words);
        };
    }`;

/** And when the first frame that shows all of the page is painted. */
const watchFrame = `
    new MutationObserver((_, observer) => {
        if (document.documentElement?.dataset.ready === 'true') {
            observer.disconnect();
            // The first task after the callbacks of a frame comes once it is painted.
            requestAnimationFrame(() => {
                const {port1, port2} = new MessageChannel();
                port1.onmessage = () => { window.paintedAt = performance.now(); };
                port2.postMessage(null);
            });
        }
    }).observe(document, {subtree: true, attributes: true, childList: true});`;

/** All in ms since the navigation began; seen is what is later of the last chart, the first paint and load. */
const readTimes = `(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    const first = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    const canvases = [...document.querySelectorAll('.charts canvas')];
    const isBlank = (canvas) => !canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value !== 0);
    const drawn = window.drawnAt;
    return {answer: navigation.responseStart, first, drawn, load: navigation.loadEventEnd,
        seen: Math.max(window.paintedAt, first, drawn, navigation.loadEventEnd),
        charts: canvases.length, blank: canvases.filter(isBlank).length};
})()`;

const shown = 'window.paintedAt > 0 && performance.getEntriesByType("navigation")[0]?.loadEventEnd > 0 && ' +
    'performance.getEntriesByName("first-contentful-paint").length > 0';

async function openedOnce(browser, file, width) {
    const page = await browser.open('about:blank#', {width, ready: 'true'});
    await page.send('Page.addScriptToEvaluateOnNewDocument', {source: watchCanvases + watchFrame});
    await page.send('Performance.enable', {timeDomain: 'threadTicks'});
    await page.send('Page.navigate', {url: pathToFileURL(resolve(file)).href});
    await page.until(shown);
    const {metrics} = await page.send('Performance.getMetrics');
    const times = await page.evaluate(readTimes);
    await page.close();
    return {...times, busy: 1000 * metrics.find((one) => one.name === 'TaskDuration').value};
}

/** One opening after the other, each in a page of its own; by when they were seen, the fastest first. */
export async function openings(browser, file, {times = 5, width = 1600} = {}) {
    const all = [];
    while (all.length < times) {
        all.push(await openedOnce(browser, file, width));
    }
    return all.sort((one, other) => one.seen - other.seen);
}

export function described({answer, first, drawn, load, seen, charts, busy}) {
    const ms = (value) => `${Math.round(value)} ms`;
    return `answer ${ms(answer)}, first paint ${ms(first)}, last of ${charts} charts drawn ${ms(drawn)}, load ${ms(load)}, ` +
        `all of it seen ${ms(seen)}; its thread was busy ${ms(busy)}`;
}

async function main(file, bound = '1000', times = '5') {
    const program = findChromium();
    if (!program) {
        console.log('skipped: there is no chromium on this machine');
        return 77;
    }
    const browser = new Browser(program);
    try {
        const all = await openings(browser, file, {times: Number(times)});
        const median = all[Math.floor(all.length / 2)];
        console.log(`${file}, ${statSync(file).size} bytes, ${all.length} times, the median: ${described(median)}`);
        console.log(`the fastest was seen after ${Math.round(all[0].seen)} ms, the slowest after ${Math.round(all.at(-1).seen)} ms`);
        const whole = median.charts > 0 && median.blank === 0;
        console.log(`${median.blank} of ${median.charts} charts are blank`);
        return whole && median.seen < Number(bound) ? 0 : 1;
    } finally {
        await browser.close();
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    process.exit(await main(...process.argv.slice(2)));
}
