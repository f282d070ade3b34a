import {Season} from './charts';
import {Expectation, Fault, Quantiles, RunData} from './data';
import {Child, h, section, svg, table} from './dom';
import {date, duration, epoch, grouped, moment, plural, span, words} from './format';
import {harmSentence, hurtList, orderLink} from './hurt';
import {landscapeMap} from './map';
import {runMarkdown} from './markdown';
import {orderList} from './orders';
import {effectTable, phasePart, phasesOf} from './phases';
import {copyButton, followLinks, onTheme, shell} from './shell';

const marks = {passed: '✓', failed: '✗', inconclusive: '?', warned: '!'};

/** As the page shows it: what only warns does not fail. */
function resultOf(one: Expectation): keyof typeof marks {
    return one.result === 'failed' && one.grade === 'warn' ? 'warned' : one.result;
}

export function faultsOf(data: RunData): Fault[] {
    const faults = data.verdict.faults.map((fault) => ({
        ...fault, end_ms: data.series?.end_ms, start: epoch(fault.from), stop: epoch(fault.to),
        season: data.series?.faults.find((one) => one.id === fault.id)}));
    const harm = (fault: Fault): number => (fault.season?.worst ?? []).reduce((sum, held) => Math.max(sum, held.waited_ms), 0) *
        (fault.season?.held_up ?? 0);
    return faults.sort((one, other) => harm(other) - harm(one) || other.hits - one.hits);
}

export function recovery(fault: Fault): string {
    if (fault.recovered === 'yes') {
        return fault.time_to_recover_ms ? duration(fault.time_to_recover_ms) : 'at once';
    }
    return fault.recovered === 'never' ? 'never' : '–';
}

export function headline(data: RunData): string {
    const {verdict} = data;
    const failed = verdict.expectations.filter((one) => resultOf(one) === 'failed').length;
    const warned = verdict.expectations.filter((one) => resultOf(one) === 'warned').length;
    const open = verdict.expectations.filter((one) => one.result === 'inconclusive').length;
    const all = verdict.expectations.length;
    switch (verdict.outcome) {
        case 'passed': return warned === 0 ? `All ${grouped(all)} expectations were met.`
            : `Everything that must hold does; ${plural(warned, 'warning')} of ${plural(all, 'expectation')}.`;
        case 'failed': return `${failed} of ${plural(all, 'expectation')} ${failed === 1 ? 'was' : 'were'} not met.`;
        case 'inconclusive': return all === 0 ? 'The scenario expects nothing, so nothing could fail.'
            : `${open} of ${plural(all, 'expectation')} had no data.`;
        default: return 'The run was stopped before its end.';
    }
}

function tiles(data: RunData): HTMLElement {
    const figures = data.verdict.figures;
    const number = (name: string): number => Number(figures[name] ?? 0);
    const count = (oracle: string): number => data.verdict.oracles.find((one) => one.oracle === oracle)?.count ?? 0;
    const tile = (value: string, label: string, bad = false): HTMLElement =>
        h('div', {class: bad ? 'tile bad' : 'tile'}, h('b', {}, value), h('span', {}, label));
    return h('div', {class: 'tiles'},
        tile(grouped(number('orders')), 'orders placed'),
        tile(grouped(count('lost_orders')), 'lost', count('lost_orders') > 0),
        tile(grouped(count('doubled_orders')), 'doubled', count('doubled_orders') > 0),
        tile(grouped(number('oversold_units')), 'units oversold'),
        tile(grouped(number('missed_cut_offs')), 'parcels missed a cut-off'),
        tile(grouped(number('exceptions_open')), `exceptions open, of ${grouped(number('exceptions'))} raised`),
        tile(grouped(number('queue_length_max')), `longest queue, ${moment(epoch(String(figures.queue_length_max_at)))}`));
}

function expectations(data: RunData): HTMLElement {
    const rank = {failed: 0, inconclusive: 1, warned: 2, passed: 3};
    const grades = {key: 0, must: 1, warn: 2};
    const order = (one: Expectation): number => rank[resultOf(one)] * 3 + grades[one.grade ?? 'must'];
    const sorted = [...data.verdict.expectations].sort((one, other) => order(one) - order(other));
    return table('Expectations', ['met', 'expected', 'observed'], sorted.map((one) => {
        const result = resultOf(one);
        return [h('span', {class: `mark ${result}`, title: result}, marks[result], h('span', {class: 'offscreen'}, result)),
            h('span', {}, h('code', {}, one.text), one.grade === 'warn' && h('span', {class: 'quiet'}, ' only warns')),
            h('b', {class: result}, one.observed_text)];
    }), [2]);
}

function brokenRules(data: RunData): Child {
    const broken = data.verdict.oracles.filter((one) => one.applicable && one.count > 0);
    return broken.length > 0 && h('div', {}, h('h3', {}, 'Rules that were broken'),
        table('Rules that were broken', ['rule', 'count', 'worst'], broken.map((one) => [
            words(one.oracle), grouped(one.count),
            h('ul', {class: 'plain'}, ...one.worst.slice(0, 3).map((worst) => h('li', {},
                orderLink(data, worst.key), ` ${worst.explanation}`)))]), [1]));
}

function faultTable(data: RunData, faults: Fault[]): HTMLElement {
    return table('Faults and what came of them',
        ['fault', 'when', 'requests met', 'held up', 'most at once', 'longest', 'over after', 'worst orders'],
        faults.map((fault) => {
            const season = fault.season;
            const timed = season?.timed !== false;
            const share = season && season.share_ppm < 1_000_000 ? `, ${season.share_ppm / 10_000} %` : '';
            return [
                h('div', {id: `fault-row-${fault.id}`}, h('a', {href: `#fault/${fault.id}`}, fault.id), h('br'),
                    h('span', {class: 'quiet'}, `${words(fault.kind)}, ${season?.sender ? `${season.sender} → ` : ''}${fault.system}${share}`)),
                timed ? span(fault.start, fault.stop) : 'most of the season', grouped(fault.hits),
                timed ? grouped(season?.held_up ?? 0) : '–', timed ? grouped(season?.waiting_max ?? 0) : '–',
                season?.worst?.[0] ? (season.worst[0].from_ms + season.worst[0].waited_ms >= (fault.end_ms ?? Infinity) ? 'to the end' : duration(season.worst[0].waited_ms)) : '–',
                h('span', {class: fault.recovered === 'never' ? 'failed' : undefined}, recovery(fault)),
                h('span', {}, ...(season?.worst ?? []).slice(0, 4).flatMap((held, index) =>
                    [index > 0 ? ', ' : '', orderLink(data, held.order)]))];
        }), [2, 3, 4, 5, 6]);
}

function faultPart(data: RunData, faults: Fault[]): Child[] {
    if (faults.length === 0) {
        return [h('p', {}, 'The scenario has no faults.')];
    }
    const effects = effectTable(faults, (number: string) => orderLink(data, number));
    return [faultTable(data, faults),
        h('p', {class: 'quiet'}, 'Held up: waited while the fault was on, five times longer than usual and a minute at least.'),
        effects && h('h3', {id: 'effects'}, 'What came of every request that a fault met'), effects];
}

/** p50, p95, p99 and maximum on one logarithmic axis from 10 ms to 30 days. */
function latencyBar(one: Quantiles): Node {
    const place = (ms: number): number => Math.max(0, Math.min(1, Math.log10(Math.max(ms, 10) / 10) / Math.log10(2.6e8))) * 196 + 2;
    const p50 = place(one.p50_ms ?? 0);
    const p95 = place(one.p95_ms ?? 0);
    return svg('svg', {width: 200, height: 16, class: 'latency', 'aria-hidden': 'true'},
        svg('line', {x1: p50, x2: place(one.max_ms ?? 0), y1: 8, y2: 8, class: 'thin'}),
        svg('line', {x1: p50, x2: p95, y1: 8, y2: 8, class: 'thick'}),
        svg('circle', {cx: p50, cy: 8, r: 4}), svg('circle', {cx: place(one.p99_ms ?? 0), cy: 8, r: 3, class: 'open'})) as unknown as Node;
}

function latencies(data: RunData): HTMLElement {
    const whole = ['order_to_odoo', 'order_to_release', 'ship_to_invoice', 'stock_staleness']
        .map((name) => ({name, words: words(name), ...(data.verdict.figures[name] as Quantiles), waiting_at_end: 0}));
    const time = (ms: number | null): string => ms === null || ms === undefined ? '–' : duration(ms);
    const rows = (stages: (Quantiles & {words: string; waiting_at_end: number})[]): Child[][] => stages.map((one) => [
        one.words, one.count > 0 ? latencyBar(one) : '', grouped(one.count), time(one.p50_ms), time(one.p95_ms), time(one.p99_ms), time(one.max_ms),
        one.waiting_at_end > 0 ? h('b', {class: 'failed'}, grouped(one.waiting_at_end)) : '–']);
    return table('Latency by stage', ['from → to', '10 ms … 30 d, logarithmic', 'count', 'p50', 'p95', 'p99', 'longest', 'waiting at the end'],
        [...rows(data.series?.stages ?? []), ...rows(whole.filter((one) => one.count > 0))], [2, 3, 4, 5, 6, 7]);
}

function exceptions(data: RunData): HTMLElement {
    const list = data.series?.exceptions ?? [];
    if (list.length === 0) {
        return h('p', {}, 'No exception was raised: nothing waits for a person.');
    }
    const start = epoch(data.series!.start);
    const sorted = [...list].sort((one, other) => other.open - one.open || other.count - one.count);
    return table('Exceptions by owner', ['owner', 'stuck at', 'reason', 'raised', 'open', 'first', 'orders'], sorted.map((one) => [
        h('b', {}, one.owner), one.stage, one.reason, grouped(one.count), grouped(one.open), moment(start + one.first_ms),
        h('span', {}, ...one.orders.slice(0, 5).flatMap((order, index) => [index > 0 ? ', ' : '', orderLink(data, order)]),
            one.count > 5 ? ' …' : '')]), [3, 4]);
}

function traffic(data: RunData): HTMLElement {
    return table('Calls to each system',
        ['system', 'calls', 'failed', 'rejected', 'throttled', '5xx', 'no connection', 'cut off', 'timed out', 'calls for one settled'],
        data.verdict.traffic.map((one) => [one.system, grouped(one.calls), grouped(one.errors), grouped(one.rejected), grouped(one.throttled),
            grouped(one.failed), grouped(one.refused), grouped(one.reset), grouped(one.timed_out),
            one.retry_amplification_permille === null ? '–' : (one.retry_amplification_permille / 1000).toFixed(2)]),
        [1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

function violations(data: RunData): Child {
    return data.verdict.violations.length > 0 && h('div', {}, h('h3', {}, "Partners' rules that the runtime broke"),
        table('Violations', ['system', 'rule', 'count', 'for example'], data.verdict.violations.map((one) =>
            [one.system, words(one.kind), grouped(one.count), one.first[0]?.what ?? '']), [2]));
}

function next(data: RunData, faults: Fault[]): HTMLElement {
    const items: Child[] = data.advice.map((one) => h('li', {}, h('code', {}, one.expectation), ' ', one.text));
    const never = faults.filter((fault) => fault.recovered === 'never');
    items.push(...never.map((fault) => h('li', {}, h('a', {href: `#fault/${fault.id}`}, fault.id),
        ' is never recovered from: look at what still waits, and at the limits of the system that drains it')));
    const open = Number(data.verdict.figures.exceptions_open ?? 0);
    if (open > 0) {
        items.push(h('li', {}, h('a', {href: '#exceptions'}, plural(open, 'exception')), ' still wait for their owners'));
    }
    if (data.advice.length === 0 && faults[0]?.season?.held_up) {
        items.push(h('li', {}, 'every expectation holds; the season is most exposed to ', h('a', {href: `#fault/${faults[0].id}`}, faults[0].id),
            `: ${harmSentence(faults[0])}`));
    }
    return items.length > 0 ? h('ul', {}, ...items) : h('p', {}, 'Nothing.');
}

function zoomButtons(faults: Fault[], season: Season): HTMLElement {
    const timed = faults.filter((fault) => fault.season?.timed !== false).slice(0, 12);
    return h('p', {class: 'zooms', role: 'group', 'aria-label': 'Zoom'},
        h('button', {type: 'button', click: () => season.zoom(null)}, 'Whole season'),
        ...timed.map((fault) => h('button', {type: 'button', click: () => { location.hash = `fault/${fault.id}`; }}, fault.id)));
}

function around(fault: Fault): [number, number] {
    const length = fault.stop - fault.start;
    const recovered = fault.stop + (fault.time_to_recover_ms ?? 0);
    const margin = Math.max(length, 6 * 3_600_000);
    return [fault.start - margin, recovered + margin];
}

/** What a page that is drawn again keeps, and shows besides. */
export interface Again {
    zoomed: [number, number] | null;
    /** In place of the outcome, while nothing is decided. */
    outcome?: string;
}

export function runPage(data: RunData, again?: Again): Season | null {
    const {verdict, series} = data;
    const faults = faultsOf(data);
    const byTime = [...faults].sort((one, other) => one.start - other.start);
    const phases = phasesOf(data);
    const season = series && new Season(series, byTime, phases?.spans ?? [], (range) => history.replaceState(null, '',
        range ? `#zoom/${Math.round(range[0] / 1000)}-${Math.round(range[1] / 1000)}` : '#season'));
    const title = `${verdict.scenario} with ${verdict.strategy}: ${verdict.outcome}`;
    const sections: [string, string, ...Child[]][] = [
        ['expectations', 'Expectations', expectations(data), brokenRules(data)],
        ['landscape', 'Landscape', series && landscapeMap(series, verdict, faults), traffic(data), violations(data)],
        ['season', 'Season', season && zoomButtons(byTime, season),
            season && h('p', {class: 'quiet'}, 'Drag in a chart to zoom in, double-click for everything; with the keyboard: arrows, +, − and 0.'), season?.element],
        ['faults', 'Faults and what came of them', ...faultPart(data, faults)],
        ['phases', 'Before, during and after the faults', ...(phases ? phasePart(phases, faults) : [])],
        ['latency', 'Latency by stage', latencies(data)],
        ['exceptions', 'Exceptions by owner', exceptions(data)],
        ['orders', 'Orders to read about', series ? orderList(data, series, faults) : null],
        ['next', 'What to change next', next(data, faults)]];
    const present = phases ? sections : sections.filter(([id]) => id !== 'phases');
    const shown = series ? present : present.filter(([id]) => !['season', 'orders', 'exceptions'].includes(id));
    const names: Record<string, string> = {faults: 'Faults', phases: 'Phases', latency: 'Latency', exceptions: 'Exceptions', orders: 'Orders', next: 'Next'};
    shell(title, 'rehearsal', shown.map(([id, name]) => [id, names[id] ?? name]), () => runMarkdown(data, faults),
        h('section', {class: `verdict ${verdict.outcome}`, 'aria-label': 'Verdict'},
            h('p', {class: 'outcome'}, again?.outcome ?? verdict.outcome.toUpperCase()),
            h('h1', {}, `${verdict.scenario} `, h('span', {class: 'quiet'}, `with ${verdict.strategy}`)),
            series?.description && h('p', {class: 'lead'}, series.description),
            h('p', {class: 'lead'}, h('b', {}, again?.outcome ? 'It goes on: what is said here may still change.' : headline(data)), ` ${date(epoch(verdict.from))} to ${date(epoch(verdict.to))}, seed ${verdict.seed}` +
                `${verdict.scale > 1 ? `, demand times ${verdict.scale}` : ''}.`),
            tiles(data),
            series && h('div', {}, h('h2', {}, 'What hurt most'), hurtList(data, faults))),
        ...shown.map(([id, name, ...children]) => section(id, name, ...children)),
        h('footer', {}, h('p', {}, 'Repeat it: ', h('code', {}, verdict.repeat_command), ' ', copyButton('Copy', () => verdict.repeat_command)),
            h('p', {class: 'quiet'}, `${grouped(verdict.exchanges)} exchanges, ${grouped(verdict.steps)} steps, fingerprint ${verdict.fingerprint}`)));
    season?.draw();
    if (again?.zoomed) {
        season?.zoom(again.zoomed, false);
    }
    onTheme.push(() => season?.draw());
    followLinks((hash) => {
        const [kind, rest] = [hash.split('/')[0], hash.slice(hash.indexOf('/') + 1)];
        const fault = kind === 'fault' ? faults.find((one) => one.id === rest) : undefined;
        const range = kind === 'zoom' ? rest.split('-').map(Number) : undefined;
        if (fault && fault.season?.timed !== false) {
            season?.zoom(around(fault), false);
        } else if (range?.length === 2 && range.every(Number.isFinite)) {
            season?.zoom([range[0] * 1000, range[1] * 1000], false);
        } else if (fault) {
            document.getElementById(`fault-row-${fault.id}`)?.scrollIntoView({block: 'center'});
            return true;
        } else {
            return false;
        }
        document.getElementById('season')?.scrollIntoView();
        return true;
    }, again !== undefined);
    return season;
}
