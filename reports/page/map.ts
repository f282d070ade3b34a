import {Fault, Series, Traffic, Verdict} from './data';
import {h, svg} from './dom';
import {grouped, plural} from './format';

interface Place {
    name: string;
    kind: string;
    x: number;
    y: number;
}

const boxWidth = 190;
const boxHeight = 92;
/** Where each kind of system stands: customers on the left, partners on the right. */
const columns: Record<string, number> = {storefront: 0, marketplace: 0, runtime: 1, odoo: 2, wms: 2, carrier: 2};
/** In which system an order waits, in each stage. */
const whereStageWaits: Record<string, string[]> = {
    accept: ['storefront', 'marketplace'], book: ['runtime'], confirm: ['odoo'], release: ['runtime'],
    pack: ['wms'], label: ['carrier'], ship: ['wms'], invoice: ['odoo']};
const stageVerbs: Record<string, string> = {
    accept: 'not accepted', book: 'not in Odoo', confirm: 'not confirmed', release: 'not released',
    pack: 'not packed', label: 'no label', ship: 'not collected', invoice: 'not invoiced'};

function placesOf(series: Series, narrow: boolean): {places: Place[]; width: number; height: number} {
    const byColumn: Place[][] = [[], [], []];
    for (const system of series.landscape.systems) {
        byColumn[columns[system.kind] ?? 2].push({...system, x: 0, y: 0});
    }
    const most = Math.max(...byColumn.map((column) => column.length), 1);
    const gapX = narrow ? 24 : 150;
    const gapY = narrow ? 80 : 44;
    const across = most * boxWidth + (most - 1) * gapX;
    const down = most * boxHeight + (most - 1) * gapY;
    byColumn.forEach((column, index) => column.forEach((place, row) => {
        const offset = row - (column.length - 1) / 2;
        place.x = narrow ? across / 2 + offset * (boxWidth + gapX) : boxWidth / 2 + index * (boxWidth + gapX);
        place.y = narrow ? boxHeight / 2 + index * (boxHeight + gapY) : down / 2 + offset * (boxHeight + gapY);
    }));
    return {
        places: byColumn.flat(),
        width: narrow ? across : 3 * boxWidth + 2 * gapX,
        height: narrow ? 3 * boxHeight + 2 * gapY : down};
}

function waitingAt(series: Series, kind: string): {most: string; left: string} {
    let most = {count: 0, text: ''};
    const left: string[] = [];
    for (const stage of series.stages) {
        if (!whereStageWaits[stage.name]?.includes(kind)) {
            continue;
        }
        const line = series.business.lines.find((one) => one.name === `waiting_${stage.name}`);
        const peak = line ? Math.max(...line.values) : 0;
        if (peak > most.count) {
            most = {count: peak, text: `at most ${grouped(peak)} ${stageVerbs[stage.name]}`};
        }
        if (stage.waiting_at_end > 0) {
            left.push(`${grouped(stage.waiting_at_end)} ${stageVerbs[stage.name]} at the end`);
        }
    }
    return {most: most.text, left: left[0] ?? ''};
}

function box(place: Place, series: Series, traffic: Traffic | undefined, faults: Fault[]): SVGElement {
    const waiting = waitingAt(series, place.kind);
    const calls = traffic?.calls ?? 0;
    const errors = traffic?.errors ?? 0;
    const bad = waiting.left !== '';
    const left = place.x - boxWidth / 2;
    const top = place.y - boxHeight / 2;
    const row = (index: number, text: string, css = 'small'): SVGElement =>
        svg('text', {x: left + 12, y: top + 24 + index * 18, class: css}, text);
    const share = calls > 0 ? errors / calls * 100 : 0;
    return svg('g', {},
        svg('rect', {x: left, y: top, width: boxWidth, height: boxHeight, rx: 8,
            class: `system${faults.length > 0 ? ' hit' : ''}`}),
        row(0, place.name, 'name'),
        row(1, calls > 0 ? `${grouped(calls)} calls, ${share < 0.05 && errors > 0 ? '<0.1' : share.toFixed(1)} % failed` : 'not called'),
        row(2, waiting.most),
        row(3, waiting.left, bad ? 'small bad' : 'small'),
        faults.length > 0 && svg('a', {href: '#faults', 'aria-label': `${plural(faults.length, 'fault')} at ${place.name}`},
            svg('circle', {cx: left + boxWidth - 16, cy: top + 16, r: 12, class: 'badge'}),
            svg('text', {x: left + boxWidth - 16, y: top + 20.5, class: 'count', 'text-anchor': 'middle'}, faults.length)));
}

function wires(places: Place[], series: Series, faults: Fault[], narrow: boolean): SVGElement[] {
    const runtime = places.find((place) => place.kind === 'runtime');
    const pairs = new Map<string, [Place, Place]>();
    const join = (one?: Place, other?: Place): void => {
        if (one && other && one !== other) {
            pairs.set([one.name, other.name].sort().join(' '), [one, other]);
        }
    };
    const named = (name: string): Place | undefined => places.find((place) => place.name === name);
    series.landscape.links.forEach((link) => join(named(link.from), named(link.to)));
    places.forEach((place) => join(runtime, place));
    return [...pairs.values()].map(([one, other]) => {
        const hit = faults.filter((fault) => fault.season?.sender &&
            [fault.season.sender, fault.system].sort().join(' ') === [one.name, other.name].sort().join(' '));
        const middle = narrow ? {x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 } : {x: (one.x + other.x) / 2, y: (one.y + other.y) / 2};
        return svg('g', {},
            svg('line', {x1: one.x, y1: one.y, x2: other.x, y2: other.y, class: `wire${hit.length > 0 ? ' hit' : ''}`}),
            hit.length > 0 && svg('a', {href: '#faults', 'aria-label':
                `${plural(hit.length, 'fault')} between ${one.name} and ${other.name}: ${hit.map((fault) => fault.id).join(', ')}`},
                svg('circle', {cx: middle.x, cy: middle.y, r: 12, class: 'badge'}),
                svg('text', {x: middle.x, y: middle.y + 4.5, class: 'count', 'text-anchor': 'middle'}, hit.length)));
    });
}

/** The systems, what runs between them, where faults lie and where orders wait. */
export function landscapeMap(series: Series, verdict: Verdict, faults: Fault[]): HTMLElement {
    const narrow = innerWidth < 700;
    const {places, width, height} = placesOf(series, narrow);
    const picture = svg('svg', {viewBox: `-4 -4 ${width + 8} ${height + 8}`, class: 'map', role: 'group',
        'aria-label': 'Map of the landscape', style: `max-width: ${width}px; min-width: ${narrow ? 560 : 480}px`},
        ...wires(places, series, faults, narrow),
        ...places.map((place) => box(place, series,
            verdict.traffic.find((traffic) => traffic.system === place.name),
            faults.filter((fault) => fault.system === place.name && !fault.season?.sender))));
    return h('div', {class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Map of the landscape, scrolls sideways'},
        picture as unknown as Node);
}
