import {Fault, Order, RunData, Series, StoryEvent} from './data';
import {h, svg} from './dom';
import {duration, epoch, moment, plural, seconds, date} from './format';

const laneWidth = 16;
const rowHeight = 30;
/** A wait that is worth a word. */
const longWaitMs = 10 * 60_000;

interface Row {
    event?: StoryEvent;
    wait?: {ms: number; during: Fault[]};
    day?: string;
    /** After the last event of an order that never came to its end. */
    silence_ms?: number;
}

const unfinished = /^(lost_orders|unsettled_orders):/;

function rowsOf(order: Order, start: number, end_ms: number, faults: Fault[]): Row[] {
    const rows: Row[] = [];
    let day = '';
    order.events.forEach((event, index) => {
        const before = order.events[index - 1];
        if (before && event.at_ms - before.at_ms >= longWaitMs) {
            const from = start + before.at_ms;
            const to = start + event.at_ms;
            rows.push({wait: {ms: event.at_ms - before.at_ms, during: faults.filter((fault) =>
                fault.season?.timed !== false && fault.start < to && fault.stop > from)}});
        }
        const today = date(start + event.at_ms);
        if (today !== day) {
            day = today;
            rows.push({day});
        }
        rows.push({event});
    });
    const last = order.events.at(-1);
    if (last && order.reasons.some((reason) => unfinished.test(reason))) {
        rows.push({silence_ms: end_ms - last.at_ms});
    }
    return rows;
}

/** One lane a system; a dot where it did something, joined in the order of time. */
function lanes(rows: Row[], systems: string[]): Node {
    const x = (system: string): number => systems.indexOf(system) * laneWidth + laneWidth / 2;
    const y = (index: number): number => index * rowHeight + rowHeight / 2;
    const dots = rows.map((row, index) => ({row, index})).filter(({row}) => row.event);
    const path = dots.map(({row, index}, place) => `${place ? 'L' : 'M'}${x(row.event!.system)} ${y(index)}`).join(' ');
    return svg('svg', {class: 'lanes', width: systems.length * laneWidth, height: rows.length * rowHeight, 'aria-hidden': 'true'},
        ...systems.map((system) => svg('line', {x1: x(system), x2: x(system), y1: 0, y2: rows.length * rowHeight, class: 'lane'})),
        svg('path', {d: path, class: 'way'}),
        ...dots.map(({row, index}) => svg('circle', {cx: x(row.event!.system), cy: y(index), r: 5,
            class: row.event!.bad ? 'dot bad' : 'dot'}))) as unknown as Node;
}

function line(row: Row, start: number): HTMLElement {
    if (row.day) {
        return h('li', {class: 'day'}, row.day);
    }
    if (row.silence_ms !== undefined) {
        return h('li', {class: 'wait hurt'}, h('span', {}, `nothing more in any system's books, to the end of the run ${duration(row.silence_ms)} later`));
    }
    if (row.wait) {
        const {ms, during} = row.wait;
        return h('li', {class: during.length > 0 ? 'wait hurt' : 'wait'}, h('span', {}, `waits ${duration(ms)}`,
            during.length > 0 && h('span', {}, ' during ', ...during.slice(0, 3).map((fault, index) =>
                h('span', {}, index > 0 ? ', ' : '', h('a', {href: `#fault/${fault.id}`}, fault.id))))));
    }
    const event = row.event!;
    return h('li', {class: event.bad ? 'bad' : undefined}, h('time', {}, seconds(start + event.at_ms)),
        h('b', {}, event.system), h('span', {class: 'what', title: event.text}, event.text));
}

function story(order: Order, series: Series, faults: Fault[]): HTMLElement {
    const start = epoch(series.start);
    const rows = rowsOf(order, start, series.end_ms, faults);
    const systems = series.landscape.systems.map((system) => system.name)
        .filter((name) => order.events.some((event) => event.system === name));
    return h('div', {class: 'story'}, lanes(rows, systems),
        h('ol', {}, ...rows.map((row) => line(row, start))));
}

/** The longest pause in an order's story, for its summary. */
function longestPause(order: Order): number {
    let longest = 0;
    order.events.forEach((event, index) => {
        longest = Math.max(longest, index > 0 ? event.at_ms - order.events[index - 1].at_ms : 0);
    });
    return longest;
}

/** The same order as every call saw it, where the run has sent its traces. */
function traceOf(order: Order, data: RunData): Node | string {
    const id = data.traces[order.number];
    if (!id) {
        return '';
    }
    const name = h('code', {}, id);
    return h('p', {class: 'quiet'}, 'Trace ', data.jaeger
        ? h('a', {href: `${data.jaeger.replace(/\/$/, '')}/trace/${id}`, target: '_blank', rel: 'noopener noreferrer'}, name) : name);
}

/** Every order worth reading about; its story is made when it is opened. */
export function orderList(data: RunData, series: Series, faults: Fault[]): HTMLElement {
    const start = epoch(series.start);
    const items = series.orders.map((order) => {
        const details = h('details', {id: `order/${order.number}`, class: 'order'},
            h('summary', {}, h('b', {}, order.number), ' ',
                h('span', {}, order.reasons[0], order.reasons.length > 1 ? ` (+${order.reasons.length - 1})` : ''), ' ',
                h('span', {class: 'quiet'}, order.events.length > 0
                    ? `from ${moment(start + order.events[0].at_ms)}${order.events.length > 1 ? `, longest pause ${duration(longestPause(order))}` : ''}` : ''))) as HTMLDetailsElement;
        details.addEventListener('toggle', () => {
            if (details.open && details.childElementCount === 1) {
                details.append(
                    order.reasons.length > 1 ? h('ul', {class: 'reasons'}, ...order.reasons.map((reason) => h('li', {}, reason))) : '',
                    traceOf(order, data),
                    story(order, series, faults));
            }
        });
        return details;
    });
    const found = h('output', {class: 'quiet'}, plural(items.length, 'order'));
    const filter = h('input', {type: 'search', id: 'order-filter', placeholder: 'number, fault, rule, owner', input: (event) => {
        const wanted = (event.target as HTMLInputElement).value.toLowerCase();
        let shown = 0;
        items.forEach((item, index) => {
            const order = series.orders[index];
            item.hidden = ![order.number, ...order.reasons].some((text) => text.toLowerCase().includes(wanted));
            shown += item.hidden ? 0 : 1;
        });
        found.textContent = plural(shown, 'order');
    }});
    return h('div', {}, h('p', {class: 'filter'}, h('label', {for: 'order-filter'}, 'Only with '), filter, ' ', found), ...items);
}
