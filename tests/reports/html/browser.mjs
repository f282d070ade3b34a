// A headless Chromium over its debugging pipe: no package needed.
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** The program's name; null when there is none. */
export function findChromium() {
    return ['chromium', 'chromium-browser', 'google-chrome']
        .find((name) => spawnSync(name, ['--version']).status === 0) ?? null;
}

export class Browser {
    constructor(program) {
        this.profile = mkdtempSync(join(tmpdir(), 'drydock-browser-'));
        this.process = spawn(program, ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
            '--hide-scrollbars', '--remote-debugging-pipe', `--user-data-dir=${this.profile}`],
            {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
        this.waiting = new Map();
        this.listeners = [];
        this.next = 1;
        let rest = '';
        this.process.stdio[4].on('data', (bytes) => {
            const parts = (rest + bytes).split('\0');
            rest = parts.pop();
            parts.forEach((part) => this.take(JSON.parse(part)));
        });
    }

    take(message) {
        const caller = this.waiting.get(message.id);
        if (caller) {
            this.waiting.delete(message.id);
            message.error ? caller.reject(new Error(message.error.message)) : caller.resolve(message.result);
        } else {
            this.listeners.forEach((listener) => listener(message));
        }
    }

    send(method, params = {}, sessionId = undefined) {
        const id = this.next++;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, {resolve, reject});
            this.process.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
        });
    }

    async close() {
        const ended = new Promise((resolve) => this.process.once('exit', resolve));
        await this.send('Browser.close').catch(() => {});
        await ended;
        rmSync(this.profile, {recursive: true, force: true});
    }

    /** A page of that width and scheme, drawn; with all that it complained of and asked for. */
    async open(url, {width, height = 1000, scheme = 'light', ready = 'document.documentElement?.dataset.ready === "true"'}) {
        const {targetId} = await this.send('Target.createTarget', {url: 'about:blank'});
        const {sessionId} = await this.send('Target.attachToTarget', {targetId, flatten: true});
        const page = new Page(this, targetId, sessionId);
        await page.send('Page.enable');
        await page.send('Runtime.enable');
        await page.send('Log.enable');
        await page.send('Network.enable');
        await page.send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor: 1, mobile: false});
        await page.send('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: scheme}]});
        await page.send('Page.navigate', {url});
        await page.until(ready);
        return page;
    }
}

class Page {
    constructor(browser, targetId, sessionId) {
        Object.assign(this, {browser, targetId, sessionId, complaints: [], requests: []});
        browser.listeners.push((message) => {
            if (message.sessionId !== sessionId) {
                return;
            }
            const {method, params} = message;
            if (method === 'Runtime.exceptionThrown') {
                this.complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
            } else if (method === 'Runtime.consoleAPICalled' && ['error', 'warning'].includes(params.type)) {
                this.complaints.push(params.args.map((one) => one.value ?? one.description).join(' '));
            } else if (method === 'Log.entryAdded') {
                this.complaints.push(params.entry.text);
            } else if (method === 'Network.requestWillBeSent') {
                this.requests.push(params.request.url);
            }
        });
    }

    send(method, params) {
        return this.browser.send(method, params, this.sessionId);
    }

    async evaluate(expression) {
        const answer = await this.send('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true});
        if (answer.exceptionDetails) {
            throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
        }
        return answer.result.value;
    }

    async until(expression, seconds = 20) {
        for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
            if (await this.evaluate(expression)) {
                return;
            }
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        throw new Error(`not within ${seconds} s: ${expression}; ${this.complaints.join('; ')}`);
    }

    async key(key) {
        await this.send('Input.dispatchKeyEvent', {type: 'keyDown', key, text: key.length === 1 ? key : undefined});
        await this.send('Input.dispatchKeyEvent', {type: 'keyUp', key});
    }

    async screenshot(whole = true) {
        const {data} = await this.send('Page.captureScreenshot', {format: 'png', captureBeyondViewport: whole,
            clip: whole ? {...(await this.send('Page.getLayoutMetrics')).cssContentSize, scale: 1} : undefined});
        return Buffer.from(data, 'base64');
    }

    close() {
        return this.browser.send('Target.closeTarget', {targetId: this.targetId});
    }
}
