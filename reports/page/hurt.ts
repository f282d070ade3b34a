import {Fault, RunData} from './data';
import {Child, h} from './dom';
import {duration, epoch, grouped, moment, plural, span, words} from './format';

/** To the order's story, where there is one. */
export function orderLink(data: RunData, key: string): Child {
    return data.series?.orders.some((order) => order.number === key)
        ? h('a', {href: `#order/${key}`}, key) : h('b', {}, key);
}

/** What a fault did, in one sentence; empty when it held nothing up. */
export function harmSentence(fault: Fault): string {
    const endMs = fault.end_ms;
    const season = fault.season;
    if (!season?.held_up || !season.worst || season.worst.length === 0) {
        return '';
    }
    const worst = season.worst[0];
    const endless = endMs !== undefined && worst.from_ms + worst.waited_ms >= endMs;
    const over = fault.time_to_recover_ms ? `over ${duration(fault.time_to_recover_ms)} after its end` : 'over when it ended';
    const afters = {yes: endless ? '' : `; it was ${over}`, never: '; the backlog was never worked off', not_known: '; its end is not known'};
    const one = season.of === 'parcels' ? 'parcel' : 'order';
    return `${plural(season.held_up, one)} held up, at most ${grouped(season.waiting_max ?? 0)} at once; ` +
        `the longest${season.of === 'parcels' ? ', of order' : ','} ${worst.order}, ${endless ? 'never went on' : `for ${duration(worst.waited_ms)}`}${afters[fault.recovered]}.`;
}

/** Where most are that never went on, and since when; null when all went on. */
export function stuck(data: RunData): {text: string; since: number | null} | null {
    const {series} = data;
    const stage = [...series?.stages ?? []].sort((one, other) => other.waiting_at_end - one.waiting_at_end)[0];
    if (!series || !stage || stage.waiting_at_end === 0) {
        return null;
    }
    const line = series.business.lines.find((one) => one.name === `waiting_${stage.name}`);
    // Since the last time at which nobody waited.
    const first = line ? line.values.lastIndexOf(0) + 1 : -1;
    const since = line && first < line.values.length
        ? epoch(series.start) + (series.business.start_ms ?? 0) + first * series.business.step_ms : null;
    const [from, to] = stage.words.split(' → ');
    return {since, text: `${plural(stage.waiting_at_end, /parcel/.test(from) ? 'parcel' : 'order')} stuck for good between “${from}” and “${to}”` +
        `${since === null ? '' : `, the first since ${moment(since)}`}.`};
}

/** Who has stopped telling of its events, and when; empty while everybody tells. */
export function unheard(data: RunData): string {
    const {series} = data;
    const told = (series?.technical.lines ?? []).filter((line) => line.name === 'subscriptions').flatMap(({system, values}) => {
        const first = values.findIndex((value) => value < values[0]);
        const lost = first < 0 ? 0 : values[first - 1] - values[first];
        const at = epoch(series?.start ?? '') + (series?.technical.start_ms ?? 0) + first * (series?.technical.step_ms ?? 0);
        return lost === 0 ? [] : [`${system} gave up ${lost} of its ${plural(values[0], 'webhook subscription')} by ${moment(at)}, after deliveries that failed: ` +
            'of what it would have told there, the runtime has heard nothing since.'];
    });
    return told.join(' ');
}

const damageOf = (fault: Fault): number => Number(fault.effects?.damage ?? 0);

/** How many requests left an order wrong in the books; empty when none did. */
export function damageText(fault: Fault): string {
    return damageOf(fault) === 0 ? ''
        : `${grouped(damageOf(fault))} of the ${plural(fault.hits, 'request')} that it met left an order wrong in the books`;
}

/** The faults that hurt, the worst first: by damage done, then by what they held up. */
export function hurtingFaults(faults: Fault[]): Fault[] {
    return faults.filter((fault) => harmSentence(fault) !== '' || damageOf(fault) > 0)
        .sort((one, other) => damageOf(other) - damageOf(one)).slice(0, 4);
}

/** Of whom, and when. */
export function whereAndWhen(fault: Fault): string {
    const where = fault.season?.sender ? `from ${fault.season.sender} to ${fault.system}` : `of ${fault.system}`;
    return `${words(fault.kind)} ${where}, ${fault.season?.timed === false ? 'most of the season' : span(fault.start, fault.stop)}`;
}

function hurtItem(data: RunData, fault: Fault): HTMLElement {
    const harm = harmSentence(fault);
    const damage = damageText(fault);
    const orders = damage ? (fault.effects?.damaged_orders ?? []).slice(0, 4) : [];
    return h('li', {},
        h('a', {href: `#fault/${fault.id}`}, fault.id), h('span', {class: 'quiet'}, ` ${whereAndWhen(fault)}`),
        harm && h('br'), harm, harm && ' ',
        harm && fault.season?.worst?.[0] && h('a', {href: `#order/${fault.season.worst[0].order}`}, 'Its story'),
        damage && h('br'), damage, damage && (orders.length > 0 ? ': ' : '.'),
        ...orders.flatMap((order, index) => [index > 0 ? ', ' : '', orderLink(data, order)]), orders.length > 0 && '.');
}

/** What never went on, then the faults that hurt. */
export function hurtList(data: RunData, faults: Fault[]): HTMLElement {
    const hurting = hurtingFaults(faults);
    const most = stuck(data);
    const since = most?.since ?? null;
    const silence = unheard(data);
    const first = most && h('p', {class: 'failed'}, h('b', {}, most.text), ' ', silence && `${silence} `,
        since !== null && h('a', {href: `#zoom/${Math.round(since / 1000) - 43_200}-${Math.round(since / 1000) + 129_600}`}, 'When it began'),
        since !== null && ', ', h('a', {href: '#effects'}, 'what came of requests'), ', ', h('a', {href: '#exceptions'}, 'who was told'));
    if (hurting.length === 0) {
        return h('div', {}, first, h('p', {}, 'No fault held orders up or left one wrong in the books.'));
    }
    return h('div', {}, first, h('ol', {class: 'hurt-list'}, ...hurting.map((fault) => hurtItem(data, fault))));
}
