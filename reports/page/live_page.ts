import {Season} from './charts';
import {LiveData, LiveStatus, RunData} from './data';
import {h} from './dom';
import {epoch, grouped, seconds, words} from './format';
import {Again, runPage} from './run_page';
import {turnPage} from './shell';

interface LiveEvent {
    /** Why nothing new can be seen; empty when it can. */
    problem: string;
    /** Null for what does not go on. */
    status: LiveStatus | null;
    /** The number of what /data gives. */
    data: number;
}

/** What a person has opened, typed and pointed at, to be so again once the page is drawn anew. */
function keepPlace(draw: () => void): void {
    const open = [...document.querySelectorAll<HTMLDetailsElement>('details[open][id]')].map((one) => one.id);
    const filter = document.querySelector<HTMLInputElement>('#order-filter')?.value ?? '';
    const focus = document.activeElement?.id || document.activeElement?.closest('details')?.id || '';
    const inChart = document.activeElement?.getAttribute('data-chart');
    const top = scrollY;
    draw();
    for (const id of open) {
        const details = document.getElementById(id);
        if (details instanceof HTMLDetailsElement) {
            details.open = true;
        }
    }
    const field = document.querySelector<HTMLInputElement>('#order-filter');
    if (field && filter !== '') {
        field.value = filter;
        field.dispatchEvent(new Event('input'));
    }
    const again = inChart ? document.querySelector<HTMLElement>(`[data-chart="${inChart}"]`)
        : focus ? document.getElementById(focus) : null;
    (again instanceof HTMLDetailsElement ? again.querySelector('summary') : again)?.focus({preventScroll: true});
    // A story is drawn when its toggle event comes, which is after this.
    requestAnimationFrame(() => scrollTo({top}));
}

class LivePage {
    private shown = 0;
    private season: Season | null = null;
    private run: RunData | null = null;
    private settled = false;
    private readonly clock = h('b', {id: 'live-clock'}, 'Waits for the first look.');
    private readonly told = h('output', {id: 'live-told', class: 'quiet'});
    private readonly faults = h('ul', {id: 'live-faults', class: 'plain', 'aria-label': 'Faults'});
    private readonly bar: HTMLElement;

    constructor(private readonly data: LiveData) {
        this.bar = h('section', {id: 'live', 'aria-label': 'Live'},
            h('p', {}, this.clock, ' ', h('span', {class: 'quiet'}, data.target)),
            data.injects && this.form(), this.faults, this.told);
        document.body.replaceChildren(h('header', {class: 'top'}, h('b', {}, 'Drydock')), this.bar, h('main', {id: 'main', tabindex: -1},
            h('h1', {}, 'Nothing to be seen yet')));
        document.title = `watch ${data.target}`;
        const events = new EventSource('events');
        events.onmessage = (message) => void this.take(JSON.parse(message.data as string) as LiveEvent);
    }

    private form(): HTMLElement {
        const kind = h('select', {id: 'live-kind'}, ...this.data.fault_kinds.map((name) => h('option', {value: name}, words(name)))) as HTMLSelectElement;
        const system = h('select', {id: 'live-system'}) as HTMLSelectElement;
        const length = h('input', {id: 'live-seconds', type: 'number', min: 1, max: 86_400, value: 60, 'aria-label': 'Seconds'}) as HTMLInputElement;
        const share = h('input', {id: 'live-share', type: 'number', min: 1, max: 100, value: 100, 'aria-label': 'Percent of requests'}) as HTMLInputElement;
        return h('form', {id: 'live-form', submit: (event) => {
            event.preventDefault();
            void this.change('faults', {kind: kind.value, system: system.value, seconds: Number(length.value), share_ppm: Number(share.value) * 10_000});
        }},
            h('label', {for: 'live-kind'}, 'Do '), kind, h('label', {for: 'live-system'}, ' to '), system,
            ' for ', length, ' seconds, on ', share, ' % of requests ',
            h('button', {id: 'live-inject', type: 'submit'}, 'Begin the fault'));
    }

    private async change(path: string, wish: object): Promise<void> {
        try {
            const answer = await fetch(path, {method: 'POST', body: JSON.stringify(wish),
                headers: {'Content-Type': 'application/json', 'X-Drydock-Watch': this.data.key}});
            const said = await answer.json() as {detail?: string; id?: string};
            this.told.textContent = answer.ok ? (said.id ? `${said.id} has begun.` : 'It is over.') : said.detail ?? 'It was refused.';
        } catch {
            this.told.textContent = 'drydock watch does not answer.';
        }
    }

    private async take(event: LiveEvent): Promise<void> {
        if (event.data > this.shown) {
            this.shown = event.data;
            const answer = await fetch('data');
            if (answer.ok) {
                this.run = await answer.json() as RunData;
            }
        }
        this.settled = event.status === null || event.status.settled;
        if (this.run) {
            this.draw(this.run);
        }
        this.show(event);
    }

    private draw(run: RunData): void {
        keepPlace(() => {
            const again: Again = {zoomed: this.season?.zoomed() ?? null, outcome: this.settled ? undefined : 'GOES ON'};
            turnPage();
            this.season = runPage(run, again);
        });
    }

    private show(event: LiveEvent): void {
        const {status} = event;
        if (event.problem) {
            this.clock.textContent = event.problem;
            return;
        }
        if (!status || !this.run?.series) {
            this.clock.textContent = 'As the last run has left it.';
            return;
        }
        const start = epoch(this.run.series.start);
        this.clock.textContent = `${seconds(start + status.now_ms)}${status.end_ms === null ? '' : ` of ${seconds(start + status.end_ms)}`}, ` +
            `${grouped(status.orders_due)} of ${grouped(status.orders)} orders placed${status.settled ? ', over' : ''}`;
        this.listFaults(status);
        const systems = this.run.series.landscape.systems.map((system) => system.name);
        const select = document.getElementById('live-system');
        if (select && select.childElementCount !== systems.length) {
            select.replaceChildren(...systems.map((name) => h('option', {value: name}, name)));
        }
    }

    /** A button that stays where it is while its fault lasts, so that it can be aimed at. */
    private listFaults(status: LiveStatus): void {
        const active = status.faults.filter((fault) => fault.active).map((fault) => fault.id);
        const shown = [...this.faults.children].map((one) => one.getAttribute('data-fault'));
        if (active.join('\n') === shown.join('\n')) {
            return;
        }
        this.faults.replaceChildren(...status.faults.filter((fault) => fault.active).map((fault) =>
            h('li', {'data-fault': fault.id}, h('b', {class: 'failed'}, fault.id), ` ${words(fault.kind)} of ${fault.system} `,
                this.data.injects && h('button', {type: 'button', click: () => void this.change('faults/clear', {id: fault.id})}, `End ${fault.id}`))));
    }
}

export function livePage(data: LiveData): void {
    new LivePage(data);
}
