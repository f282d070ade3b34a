// `drydock watch` as a person meets it: the page of mocks that are being driven follows without a
// reload, and its buttons begin and end a fault.
// Usage: node watch_test.mjs <drydock> <directory with node_modules> [<directory for screenshots>]
// Ends with 77, which is "skipped", where there is no Chromium.
import {spawn} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Browser, findChromium} from './browser.mjs';

const [drydock, packages, pictures] = process.argv.slice(2);
const program = findChromium();
if (!program) {
    console.log('skipped: there is no chromium on this machine');
    process.exit(77);
}
const axe = readFileSync(join(packages, 'node_modules/axe-core/axe.min.js'), 'utf8');
const token = 'test-token';
const started = [];
let passed = 0;
let failed = 0;

function expect(holds, what) {
    holds ? ++passed : ++failed;
    if (!holds) {
        console.log(`FAILED: ${what}`);
    }
}

/** The first match in what the command prints. */
function start(words, pattern) {
    const child = spawn(drydock, words, {env: {...process.env, DRYDOCK_CONTROL_TOKEN: token}});
    started.push(child);
    return new Promise((resolve, reject) => {
        let said = '';
        const hear = (bytes) => {
            said += bytes;
            const found = pattern.exec(said);
            if (found) {
                resolve(found[1]);
            }
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.on('exit', (code) => reject(new Error(`drydock ${words.join(' ')} ended with ${code}: ${said}`)));
    });
}

async function isClean(page, where) {
    await page.evaluate(axe);
    const violations = await page.evaluate(`axe.run().then((result) => result.violations.map((one) =>
        one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.target + ' ' + node.failureSummary).join(' | ')))`);
    expect(violations.length === 0, `${where}: ${violations.join('\n  ')}`);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${where}: wider than the window`);
    if (pictures) {
        mkdirSync(pictures, {recursive: true});
        writeFileSync(join(pictures, `${where}.png`), await page.screenshot(false));
    }
}

const text = (id) => `document.getElementById("${id}").textContent`;
const browser = new Browser(program);
try {
    const control = await start(['mocks', 'scenarios/short-peak.yaml', '--port', '0', '--control-port', '0',
        '--runtime', 'http://127.0.0.1:9'], /Control\n\s+(\S+)/);
    const url = await start(['watch', control, '--port', '0'], /page at (\S+)/);
    const driven = await fetch(`${control}/drive`, {method: 'POST', body: JSON.stringify({scenario: 'scenarios/short-peak.yaml'}),
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`}});
    expect(driven.status === 202, `the drive is answered ${driven.status}`);

    const page = await browser.open(url, {width: 1600});
    await page.evaluate('window.marker = "not loaded again"');
    await page.until(`${text('live-clock')}.includes(" of ") && document.getElementById("season")`, 60);
    const before = await page.evaluate(text('live-clock'));
    await page.until(`${text('live-clock')} !== ${JSON.stringify(before)}`, 60);

    await page.evaluate('document.getElementById("live-kind").value = "outage"; document.getElementById("live-system").value = "odoo"');
    await page.evaluate('document.getElementById("live-inject").click()');
    await page.until('document.querySelector("[data-fault=injected-1] button")', 60);
    expect(await page.evaluate(text('live-told')) === 'injected-1 has begun.', 'the page says that the fault has begun');
    await page.until('document.getElementById("fault-row-injected-1")', 60);
    await isClean(page, 'watch-1600');
    await page.evaluate('document.querySelector("[data-fault=injected-1] button").click()');
    await page.until('!document.querySelector("[data-fault=injected-1]")', 60);
    expect(await page.evaluate('window.marker') === 'not loaded again', 'the page was not loaded again');
    expect(page.complaints.length === 0, page.complaints.join('; '));
    await page.close();

    const narrow = await browser.open(url, {width: 400, scheme: 'dark'});
    await narrow.until('document.getElementById("season")', 60);
    await isClean(narrow, 'watch-400-dark');
    await narrow.close();

    const stranger = await fetch(`${url}faults`, {method: 'POST', body: '{"kind": "outage", "system": "odoo"}'});
    expect(stranger.status === 403, `who does not know the page's key is answered ${stranger.status}`);
} catch (error) {
    expect(false, error.stack);
} finally {
    await browser.close();
    started.forEach((child) => {
        child.removeAllListeners('exit');
        child.kill('SIGINT');
    });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
