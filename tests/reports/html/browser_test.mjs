// The pages as a person meets them: in a browser, wide and narrow, light and dark, by keyboard.
// Usage: node browser_test.mjs <drydock> <directory with node_modules> [<directory for screenshots>]
// Ends with 77, which is "skipped", where there is no Chromium.
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {Browser, findChromium} from './browser.mjs';
import {described, openings} from './page_speed.mjs';

const [drydock, packages, pictures] = process.argv.slice(2);
const program = findChromium();
if (!program) {
    console.log('skipped: there is no chromium on this machine');
    process.exit(77);
}
const axe = readFileSync(join(packages, 'node_modules/axe-core/axe.min.js'), 'utf8');
const work = mkdtempSync(join(tmpdir(), 'drydock-page-'));
const sizeMaxBytes = 2_000_000;
let passed = 0;
let failed = 0;

function expect(holds, what) {
    holds ? ++passed : ++failed;
    if (!holds) {
        console.log(`FAILED: ${what}`);
    }
}

function run(...words) {
    const {status, stderr} = spawnSync(drydock, words, {encoding: 'utf8'});
    if (status !== 0 && status !== 1) {
        throw new Error(`drydock ${words.join(' ')} ended with ${status}: ${stderr}`);
    }
}

function report(name) {
    run('report', join(work, name));
    const file = join(work, name, 'report.html');
    expect(statSync(file).size < sizeMaxBytes, `the page of ${name} is ${statSync(file).size} bytes`);
    return file;
}

async function looks(browser, name, file, width, scheme) {
    const where = `${name} at ${width} px, ${scheme}`;
    const page = await browser.open(pathToFileURL(file), {width, scheme});
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${where}: wider than the window`);
    await page.evaluate(axe);
    const violations = await page.evaluate(`axe.run().then((result) => result.violations.map((one) =>
        one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.target + ' ' + node.failureSummary).join(' | ')))`);
    expect(violations.length === 0, `${where}: ${violations.join('\n  ')}`);
    expect(page.complaints.length === 0, `${where}: ${page.complaints.join('\n  ')}`);
    expect(page.requests.every((url) => url.startsWith('file:') || url.startsWith('data:')), `${where}: asks for ${page.requests}`);
    if (pictures) {
        mkdirSync(pictures, {recursive: true});
        writeFileSync(join(pictures, `${name}-${width}-${scheme}.png`), await page.screenshot());
    }
    await page.close();
}

/** A person's way: from what hurt most to its time, and to the order's story. */
async function answers(browser, file) {
    const page = await browser.open(pathToFileURL(file), {width: 1200});
    const fault = await page.evaluate('document.querySelector(".hurt-list a")?.hash');
    expect(Boolean(fault), 'the page says which fault hurt most');
    await page.evaluate(`location.hash = ${JSON.stringify(fault)}`);
    await page.until('Math.abs(document.getElementById("season").getBoundingClientRect().top) < 200');
    await page.evaluate('document.querySelector("[data-chart=waiting]").focus()');
    const before = await page.evaluate('location.hash');
    await page.key('+');
    const after = await page.evaluate('location.hash');
    expect(before !== after && after.startsWith('#zoom/'), `plus zooms: ${before} became ${after}`);
    await page.key('0');
    expect(await page.evaluate('location.hash') === '#season', '0 shows the whole season');
    const order = await page.evaluate('document.querySelector(".hurt-list a[href^=\\"#order/\\"]").hash');
    await page.evaluate(`location.hash = ${JSON.stringify(order)}`);
    await page.until('document.querySelector("details[open] .story li")');
    expect(await page.evaluate('document.querySelectorAll("details[open] .story time").length') > 3, 'the story has events');
    expect(await page.evaluate('document.querySelector("details[open] .story .wait.hurt") !== null'), 'the story names the fault that the order waited for');
    await page.evaluate('document.execCommand = () => { window.copied = document.querySelector("textarea").value; return true; };' +
        'Object.defineProperty(navigator, "clipboard", {value: undefined}); document.querySelector(".tools button").click()');
    await page.until('window.copied');
    const markdown = await page.evaluate('window.copied');
    expect(/^# (PASSED|FAILED)/.test(markdown) && markdown.includes('| --- |'), 'the Markdown has the verdict and a table');
    expect(page.complaints.length === 0, page.complaints.join('; '));
    await page.close();
}

/** Under a second where nobody else is at work: page_speed.mjs holds it to that, and this leaves room for others. */
async function opensFast(browser, file) {
    const [fastest] = await openings(browser, file, {times: 3});
    console.log(`the page of a season of ${statSync(file).size} bytes: ${described(fastest)}`);
    expect(fastest.charts > 10 && fastest.blank === 0, `${fastest.blank} of ${fastest.charts} charts are blank`);
    expect(fastest.busy > 0 && fastest.busy < 1000, `the page of a season keeps its thread busy for ${Math.round(fastest.busy)} ms`);
    expect(fastest.seen < 4000, `the page of a season is there after ${Math.round(fastest.seen)} ms`);
}

/** Of a season that failed: which fault hurt, which orders, and what else is the reason why so many never went on. */
async function tellsWhatFailed(browser, file) {
    const page = await browser.open(pathToFileURL(file), {width: 1600});
    const red = await page.evaluate('document.querySelector("section.verdict p.failed").textContent');
    expect(/orders stuck for good .* gave up \d of its \d webhook subscriptions by /.test(red), `the red line says ${red}`);
    const worst = await page.evaluate('document.querySelector(".hurt-list li").textContent');
    expect(/requests that it met left an order wrong in the books: /.test(worst), `what hurt most is ${worst}`);
    const [orders, lost] = await page.evaluate(`(() => {
        const links = [...document.querySelectorAll('.hurt-list a[href^="#order/"]')];
        return [links.length, links.filter((link) => document.getElementById(link.hash.slice(1)) === null).length]; })()`);
    expect(orders > 4 && lost === 0, `${lost} of ${orders} orders that were hurt have no story`);
    // It met no request: who stayed for good in its time had other reasons.
    expect(await page.evaluate('[...document.querySelectorAll(".hurt-list li")].every((one) => !one.textContent.startsWith("odoo-update-at-peak"))'),
        'a fault that met nobody is not blamed');
    const order = await page.evaluate(`[...document.querySelectorAll('details.order')].find((one) => one.textContent.includes('lost_orders')).id`);
    await page.evaluate(`location.hash = ${JSON.stringify(`#${order}`)}`);
    await page.until('document.querySelector("details[open] .story li")');
    expect(await page.evaluate('document.querySelector("details[open] .story li:last-child").textContent.startsWith("nothing more")'), 'the story says where it ends');
    await page.close();
}

/** What came before, during and after the faults, and what came of the requests that they met. */
async function tellsPhases(browser, file) {
    const page = await browser.open(pathToFileURL(file), {width: 1600});
    const phases = await page.evaluate('[...document.querySelectorAll("#phases .phase-key")].map((one) => one.textContent).join()');
    expect(phases === 'baseline,fault,recovery,drain', `the phases are ${phases}`);
    expect(await page.evaluate('document.querySelectorAll("#phases dl.facts dd").length') === 4, 'the phases have four facts');
    expect(await page.evaluate('document.querySelector("[data-chart=phases] canvas") !== null'), 'the phases are drawn over the season');
    const head = await page.evaluate('[...document.querySelectorAll("[aria-label^=\\"What came of every\\"] th")].map((one) => one.textContent).join()');
    expect(/^fault,damage,.*absorbed/.test(head), `what came of requests has the columns ${head}`);
    const [rows, faults] = await page.evaluate('[document.querySelectorAll("[aria-label^=\\"What came of every\\"] tbody tr").length, document.querySelectorAll("[id^=fault-row-]").length]');
    expect(rows === faults && rows > 5, `${rows} faults of ${faults} say what came of their requests`);
    await page.close();
}

const browser = new Browser(program);
try {
    run('run', 'scenarios/peak-season.yaml', '--quiet', '--out', join(work, 'run'));
    run('run', 'scenarios/peak-season.yaml', '--strategy', resolve('scenarios/strategies/direct.yaml'), '--force', '--quiet', '--out', join(work, 'failed'));
    run('compare', 'scenarios/twenty-orders.yaml', '--strategies', 'event-driven,direct', '--seeds', '3', '--out', join(work, 'compare'));
    run('sweep', 'scenarios/twenty-orders.yaml', '--seeds', '6', '--faults', 'swarm', '--strategy',
        resolve('scenarios/strategies/direct.yaml'), '--force', '--out', join(work, 'sweep'));
    for (const name of ['run', 'failed', 'compare', 'sweep']) {
        const file = report(name);
        for (const width of [400, 1600]) {
            for (const scheme of ['light', 'dark']) {
                await looks(browser, name, file, width, scheme);
            }
        }
    }
    await answers(browser, join(work, 'run', 'report.html'));
    await tellsPhases(browser, join(work, 'run', 'report.html'));
    await tellsWhatFailed(browser, join(work, 'failed', 'report.html'));
    await opensFast(browser, join(work, 'run', 'report.html'));
} catch (error) {
    expect(false, error.stack);
} finally {
    await browser.close();
    rmSync(work, {recursive: true, force: true});
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
