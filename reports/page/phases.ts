import uPlot from 'uplot';
import {Fault, PhaseName, PhaseSpan, Phases, Quantiles, RunData} from './data';
import {Child, h, table} from './dom';
import {duration, epoch, grouped, moment, plural, words} from './format';
import {beginStrip, isDark} from './theme';

/** What each phase is. Source: docs/verdict.md, Phases. */
const meanings: Record<PhaseName, string> = {
    baseline: 'no fault, nothing left of one', fault: 'at least one is on',
    recovery: 'until no more waits than before', drain: 'until the last thing is booked'};

const lightFills: Record<PhaseName, string> = {baseline: '#cfe9dc', fault: '#f2b8b5', recovery: '#f7dca4', drain: '#cfe0f5'};
const darkFills: Record<PhaseName, string> = {baseline: '#1d4a38', fault: '#7a2a2c', recovery: '#6b4d12', drain: '#1f406b'};

const quantile = (of: Quantiles, name: 'p50_ms' | 'p95_ms'): string => of[name] === null ? '–' : duration(of[name]);
const times = (permille: number | null): string => permille === null ? '–' : (permille / 1000).toFixed(2);

export function phasesOf(data: RunData): Phases | undefined {
    return data.verdict.phases && data.verdict.phases.figures.length > 0 ? data.verdict.phases : undefined;
}

/** The worst time to recover, the drain, what faults cost in calls, and what did not come back by itself. */
export function phaseFacts(phases: Phases, faults: Fault[]): {label: string; text: string; bad: boolean}[] {
    const never = faults.filter((fault) => fault.recovered === 'never');
    const slowest = faults.filter((fault) => fault.recovered === 'yes')
        .sort((one, other) => (other.time_to_recover_ms ?? 0) - (one.time_to_recover_ms ?? 0))[0];
    const recovery = never.length > 0 ? `never, after ${never.map((fault) => fault.id).join(', ')}`
        : slowest ? `${duration(slowest.time_to_recover_ms ?? 0)}, after ${slowest.id}` : 'not known';
    const drain = phases.backlog_left ? 'never all of it' : phases.backlog_drain_ms === null ? 'not known' : duration(phases.backlog_drain_ms);
    const cost = phases.figures.filter((one) => one.phase !== 'baseline' && one.retry_amplification_permille !== null)
        .sort((one, other) => (other.retry_amplification_permille ?? 0) - (one.retry_amplification_permille ?? 0))[0];
    const stuck = [...new Set(phases.metastable.map((one) => one.fault))];
    return [
        {label: 'longest time to recover', text: recovery, bad: never.length > 0},
        {label: 'backlog of the faults worked off in', text: drain, bad: phases.backlog_left},
        {label: 'calls for one order, 1.00 in the baseline', bad: false,
            text: !cost ? 'not known' : (cost.retry_amplification_permille ?? 0) <= 1000 ? 'no more in any phase'
                : `${times(cost.retry_amplification_permille)} in the ${cost.phase} phase`},
        {label: 'metastable: stands still by itself after a fault', bad: stuck.length > 0,
            text: stuck.length > 0 ? `after ${stuck.join(', ')}` : 'after none'}];
}

function key(phase: PhaseName): HTMLElement {
    return h('span', {class: `phase-key ${phase}`}, phase);
}

function figuresTable(phases: Phases): HTMLElement {
    return table('Phases', ['phase', 'lasts', 'orders placed', 'released', 'of placed', 'p95 to Odoo', 'p50 to warehouse', 'p95 to warehouse', 'calls for one order'],
        phases.figures.map((one) => {
            const spans = phases.spans.filter((span) => span.phase === one.phase).length;
            return [
                h('div', {}, key(one.phase), spans > 1 && ` ${grouped(spans)} times`, h('br'), h('span', {class: 'quiet'}, meanings[one.phase])),
                duration(one.length_ms), grouped(one.orders), grouped(one.released),
                one.goodput_permille === null ? '–' : `${Math.floor(one.goodput_permille / 10)} %`,
                quantile(one.order_to_odoo, 'p95_ms'), quantile(one.order_to_release, 'p50_ms'), quantile(one.order_to_release, 'p95_ms'),
                times(one.retry_amplification_permille)];
        }), [1, 2, 3, 4, 5, 6, 7, 8]);
}

export function phasePart(phases: Phases, faults: Fault[]): Child[] {
    return [
        h('dl', {class: 'facts'}, ...phaseFacts(phases, faults).map((one) =>
            h('div', {class: one.bad ? 'bad' : undefined}, h('dt', {}, one.label), h('dd', {}, one.text)))),
        figuresTable(phases),
        ...phases.metastable.map((one) => h('p', {class: 'failed'},
            `Metastable after ${one.fault}: with load back to normal, from ${moment(epoch(one.from))} ${plural(one.came, 'order or parcel', 'orders or parcels')} came in an hour, and ${grouped(one.went_on)} went on.`)),
        h('p', {class: 'quiet'}, 'Times are of the orders placed in a phase. Orders of the fault phase may be released in the next one: 100 % over all phases is what counts.')];
}

/** The phases as one ribbon, named where there is room. */
export function drawPhases(plot: uPlot, spans: PhaseSpan[], text: string): void {
    const {ctx, bbox} = plot;
    const fills = isDark() ? darkFills : lightFills;
    const ratio = beginStrip(plot);
    const gap = 3 * ratio;
    ctx.textAlign = 'left';
    // What is short is drawn last, and never thinner than can be seen.
    const byLength = [...spans].sort((one, other) => (epoch(other.to) - epoch(other.from)) - (epoch(one.to) - epoch(one.from)));
    for (const span of byLength) {
        const left = plot.valToPos(epoch(span.from) / 1000, 'x', true);
        const right = Math.max(plot.valToPos(epoch(span.to) / 1000, 'x', true), left + 2 * ratio);
        ctx.fillStyle = fills[span.phase];
        ctx.fillRect(left, bbox.top + gap, right - left, bbox.height - 2 * gap);
        const seen = [Math.max(left, bbox.left), Math.min(right, bbox.left + bbox.width)];
        if (seen[1] - seen[0] > ctx.measureText(span.phase).width + 12 * ratio) {
            ctx.fillStyle = text;
            ctx.fillText(span.phase, seen[0] + 6 * ratio, bbox.top + bbox.height / 2);
        }
    }
    ctx.restore();
}

/** What came of a request, worst first, in a few words. Source: docs/faults.md, What came of it. */
const effects: [string, string, string][] = [
    ['damage', 'damage', 'an order is wrong in the books'],
    ['parked', 'parked', 'given to a person'],
    ['compensated', 'compensated', 'done twice, and one taken back'],
    ['refused_upstream', 'refused upstream', 'not met itself: turned away by the runtime, which had enough'],
    ['deduplicated', 'de-duplicated', 'came twice, counted once'],
    ['absorbed_by_retry', 'absorbed', 'went wrong, and was done all the same'],
    ['no_effect', 'no effect', 'went as without the fault']];

/** Faults by what came of the requests that they met; null where nobody followed the requests. */
export function effectTable(faults: Fault[], orderLink: (number: string) => Child): HTMLElement | null {
    const known = faults.filter((fault) => fault.effects);
    if (known.length === 0) {
        return null;
    }
    const count = (fault: Fault, name: string): number => Number(fault.effects?.[name] ?? 0);
    const shown = effects.filter(([name]) => name === 'damage' || known.some((fault) => count(fault, name) > 0));
    const sorted = [...known].sort((one, other) => {
        const differs = effects.find(([name]) => count(one, name) !== count(other, name));
        return differs ? count(other, differs[0]) - count(one, differs[0]) : 0;
    });
    const cell = (fault: Fault, name: string): Child => {
        const number = count(fault, name);
        const damaged = name === 'damage' ? fault.effects?.damaged_orders ?? [] : [];
        if (number === 0) {
            return h('span', {class: 'quiet'}, '–');
        }
        return h('div', {}, h('b', {class: name === 'damage' ? 'failed' : undefined}, grouped(number)),
            damaged.length > 0 && h('div', {class: 'few'}, ...damaged.flatMap((order, index) => [index > 0 ? ', ' : '', orderLink(order)])));
    };
    return h('div', {}, table('What came of every request that a fault met', ['fault', ...shown.map(([, label]) => label)],
        sorted.map((fault) => [
            h('div', {}, h('a', {href: `#fault/${fault.id}`}, fault.id), h('br'), h('span', {class: 'quiet'}, `${words(fault.kind)}, ${fault.system}`)),
            ...shown.map(([name]) => cell(fault, name))]), shown.map((_, index) => index + 1)),
    h('p', {class: 'quiet'}, `${shown.map(([, label, meaning]) => `${label}: ${meaning}`).join('; ')}.`));
}
