import {CompareData, Interval, SweepData} from './data';
import {Child, h, section, svg, table} from './dom';
import {grouped, plural, words} from './format';
import {compareMarkdown, figureText, isTime, sweepMarkdown} from './markdown';
import {followLinks, shell} from './shell';

/** By which figures a team chooses come first. */
const first = ['lost_orders', 'doubled_orders', 'oversold_units', 'unsettled_orders', 'duplicate_labels', 'missed_cut_offs', 'exceptions',
    'p95(order_to_odoo)', 'p95(order_to_release)', 'p95(stock_staleness)', 'time_to_recover_max', 'api_calls_per_1000_orders'];

const rank = (figure: string): number => first.includes(figure) ? first.indexOf(figure) : first.length;

function shown(interval: Interval, figure: string): string {
    return interval.count === 0 ? '–' : figureText(figure, interval.mean);
}

function bounds(interval: Interval, figure: string): string {
    return interval.low === undefined || interval.high === undefined ? 'one value only'
        : `${figureText(figure, interval.low)} to ${figureText(figure, interval.high)}`;
}

/** Every strategy's mean with its interval on one axis from 0. */
function side(intervals: {name: string; interval: Interval}[]): Node {
    const most = Math.max(...intervals.map(({interval}) => Math.max(interval.high ?? interval.mean, interval.mean)), 1e-9);
    const x = (value: number): number => Math.max(0, Math.min(1, value / most)) * 176 + 12;
    return svg('svg', {width: 200, height: intervals.length * 18 + 4, class: 'forest', 'aria-hidden': 'true'},
        svg('line', {x1: x(0), x2: x(0), y1: 0, y2: intervals.length * 18 + 4, class: 'zero'}),
        ...intervals.flatMap(({interval}, index) => interval.count === 0 ? [] : [
            svg('line', {x1: x(interval.low ?? interval.mean), x2: x(interval.high ?? interval.mean), y1: index * 18 + 11, y2: index * 18 + 11, class: `bar s${index % 4}`}),
            svg('circle', {cx: x(interval.mean), cy: index * 18 + 11, r: 4, class: `s${index % 4}`})])) as unknown as Node;
}

function judgement(one: CompareData['comparison']['differences'][number]): Child {
    if (!one.conclusive) {
        const same = one.difference.mean === 0 && one.difference.low === 0;
        return h('span', {class: 'quiet'}, same ? 'the same' : 'cannot be told apart');
    }
    const better = one.difference.mean < 0;
    return h('b', {class: better ? 'passed' : 'failed'}, `${better ? 'less' : 'more'} by ${figureText(one.figure, Math.abs(one.difference.mean))}`);
}

export function comparePage(data: CompareData): void {
    const {comparison} = data;
    const base = comparison.variants[0].name;
    const others = comparison.variants.slice(1).map((one) => one.name);
    const figures = [...new Set(comparison.differences.map((one) => one.figure))].sort((one, other) => rank(one) - rank(other));
    const of = (figure: string, variant: string) => comparison.differences.find((one) => one.figure === figure && one.variant === variant);
    const rowsOf = (chosen: string[]): Child[][] => chosen.map((figure) => {
        const any = comparison.differences.find((one) => one.figure === figure)!;
        const intervals = [{name: base, interval: any.first}, ...others.map((name) => ({name, interval: of(figure, name)?.other ?? {count: 0, mean: 0}}))];
        return [h('span', {title: figure}, words(figure)), side(intervals),
            h('ul', {class: 'plain keyed'}, ...intervals.map(({name, interval}, index) =>
                h('li', {}, h('span', {class: `key s${index % 4}`}), `${name}: ${shown(interval, figure)} `,
                    h('span', {class: 'quiet'}, bounds(interval, figure))))),
            h('ul', {class: 'plain'}, ...others.map((name) => {
                const one = of(figure, name);
                return h('li', {}, others.length > 1 ? `${name}: ` : '', one ? judgement(one) : '–',
                    one?.conclusive && h('span', {class: 'quiet'}, ` (${bounds(one.difference, figure)})`));
            }))];
    });
    const head = ['figure', 'mean and 95 % interval', 'by strategy', `against ${base}`];
    const telling = comparison.differences.filter((one) => one.conclusive && first.includes(one.figure));
    shell(`Comparison of ${comparison.variants.map((one) => one.name).join(', ')}`, 'comparison',
        [['strategies', 'Strategies'], ['chosen-by', 'Figures'], ['all', 'All figures']], () => compareMarkdown(data),
        h('section', {class: 'verdict', 'aria-label': 'Result'}, h('p', {class: 'outcome'}, comparison.complete ? 'COMPARED' : 'STOPPED EARLY'),
            h('h1', {}, comparison.variants.map((one) => one.name).join(' against ')),
            h('p', {class: 'lead'}, `${plural(comparison.seeds, 'seed')} each, with the same orders and the same faults for all: only the strategy differs.`),
            h('ul', {}, ...telling.sort((one, other) => rank(one.figure) - rank(other.figure)).slice(0, 6).map((one) =>
                h('li', {}, h('b', {}, one.variant), ` has ${one.difference.mean < 0 ? 'less' : 'more'} ${words(one.figure)} than ${base}: `,
                    `${shown(one.other, one.figure)} against ${shown(one.first, one.figure)} (difference ${bounds(one.difference, one.figure)}, 95 %)`))),
            telling.length === 0 && h('p', {}, 'No figure that a team chooses by differs more than by chance.')),
        section('strategies', 'Strategies', table('Strategies', ['strategy', 'runs that broke a rule', 'ended without a verdict'],
            comparison.variants.map((one) => [h('b', {}, one.name),
                h('span', {class: one.failed > 0 ? 'failed' : 'passed'}, `${grouped(one.failed)} of ${grouped(comparison.seeds)}`), grouped(one.without_figures)]), [1, 2])),
        section('chosen-by', 'Figures that teams choose by', h('p', {class: 'quiet'}, 'Smaller is better in all of them.'),
            table('Figures', head, rowsOf(figures.filter((figure) => first.includes(figure))))),
        section('all', 'All other figures', table('All other figures', head, rowsOf(figures.filter((figure) => !first.includes(figure))))));
    followLinks(() => false);
}

const classWords: Record<string, string> = {
    passed: 'passed', crash: 'the process died', safety: 'something happened that never may', liveness: 'something that must happen has not',
    metastable: 'work stood still after the faults', excused: 'a partner never came back', bound: 'a figure missed its bound', unknown: 'no answer in time'};

function strip(data: SweepData, figure: string): Node {
    const values = data.trials.map((trial) => ({trial, value: trial.figures[figure]})).filter(({value}) => value !== undefined);
    const most = Math.max(...values.map(({value}) => value), 1);
    return svg('svg', {viewBox: '0 0 600 44', class: 'strip', role: 'img', 'aria-label': `${words(figure)} in every run, from 0 to ${figureText(figure, most)}`},
        svg('line', {x1: 8, x2: 592, y1: 22, y2: 22, class: 'lane'}),
        ...values.map(({trial, value}, index) => svg('circle', {cx: 8 + value / most * 584, cy: 12 + index * 7 % 21, r: 3.5,
            class: trial.failed ? 'dot bad' : 'dot'}, svg('title', {}, `seed ${trial.seed}: ${figureText(figure, value)}`)))) as unknown as Node;
}

function spread(data: SweepData, figure: string): Child[] {
    const values = data.trials.map((trial) => trial.figures[figure]).filter((value) => value !== undefined).sort((one, other) => one - other);
    const at = (share: number): string => values.length === 0 ? '–' : figureText(figure, values[Math.min(values.length - 1, Math.floor(share * values.length))]);
    return [words(figure), values.length > 0 ? strip(data, figure) : '', at(0), at(0.5), at(0.95), at(1)];
}

function kindRows(data: SweepData): Child[][] {
    const kinds = [...new Set(data.trials.flatMap((trial) => trial.fault_kinds))].sort();
    return kinds.map((kind) => {
        const on = data.trials.filter((trial) => trial.fault_kinds.includes(kind));
        const failed = on.filter((trial) => trial.failed).length;
        return {kind, on: on.length, failed, share: failed / Math.max(on.length, 1)};
    }).sort((one, other) => other.share - one.share).map((one) =>
        [words(one.kind), grouped(one.on), grouped(one.failed), `${(one.share * 100).toFixed(1)} %`]);
}

/** Classes as they are written in docs/campaigns.md: the worst first. */
const classOrder = ['crash', 'safety', 'liveness', 'metastable', 'bound', 'unknown', 'excused', 'passed'];

const isGood = (name: string): boolean => name === 'passed' || name === 'excused';

/** Every class of outcome with its share of the runs, an example and the faults that its runs had. */
function classTable(data: SweepData): HTMLElement {
    const counts = data.sweep.classes ?? {};
    const names = classOrder.filter((name) => (counts[name] ?? 0) > 0);
    const runs = data.trials.length;
    return table('Classes', ['class', 'what it means', 'runs', 'share', 'for example seeds', 'kinds of failure'], names.map((name) => {
        const of = data.trials.filter((trial) => trial.outcome === name);
        const seeds = new Set(of.map((trial) => trial.seed));
        const groups = data.sweep.groups.filter((group) => group.seeds.some((seed) => seeds.has(seed)));
        const share = runs > 0 ? counts[name] / runs : 0;
        return [h('b', {class: isGood(name) ? 'passed' : 'failed'}, name), classWords[name] ?? '', grouped(counts[name]),
            h('span', {class: 'share'}, svg('svg', {width: 100, height: 10, class: 'shares', 'aria-hidden': 'true'},
                svg('rect', {x: 0, y: 0, width: Math.max(1, share * 100), height: 10, class: isGood(name) ? 'good' : 'bad'})) as unknown as Node,
            ` ${(share * 100).toFixed(1)} %`),
            of.slice(0, 5).map((trial) => trial.seed).join(', ') || '–', groups.map((group) => group.name).join(', ') || '–'];
    }), [2]);
}

export function sweepPage(data: SweepData): void {
    const {sweep} = data;
    const all = [...new Set(data.trials.flatMap((trial) => Object.keys(trial.figures)))];
    const figures = all.filter((figure) => first.includes(figure) || isTime(figure))
        .filter((figure) => data.trials.some((trial) => trial.figures[figure] > 0)).sort((one, other) => rank(one) - rank(other));
    const failed = sweep.failed > 0;
    shell(`Sweep: ${sweep.failed} of ${sweep.seeds} failed`, 'sweep',
        [['classes', 'Classes'], ['failures', 'Failures'], ['kinds', 'Faults'], ['figures', 'Figures'], ['runs', 'Runs']], () => sweepMarkdown(data),
        h('section', {class: `verdict ${failed ? 'failed' : 'passed'}`, 'aria-label': 'Result'},
            h('p', {class: 'outcome'}, failed ? 'FAILED' : 'PASSED'), h('h1', {}, `${grouped(sweep.failed)} of ${plural(sweep.seeds, 'run')} failed`),
            h('div', {class: 'tiles'}, ...Object.entries(sweep.classes ?? {}).filter(([, count]) => count > 0).map(([name, count]) =>
                h('div', {class: isGood(name) ? 'tile' : 'tile bad'}, h('b', {}, grouped(count)),
                    h('span', {}, name, name === 'passed' ? '' : `: ${classWords[name] ?? ''}`))))),
        section('classes', 'How the runs ended', classTable(data)),
        section('failures', 'Kinds of failure', ...(sweep.groups.length === 0 ? [h('p', {}, 'No run failed.')] : sweep.groups.map((group) =>
            h('article', {}, h('h3', {}, group.name, ' ', h('span', {class: 'quiet'}, plural(group.seeds.length, 'run'))),
                h('p', {}, 'For example: ', group.example),
                group.suspects.length > 0 && h('p', {}, 'More often with: ', h('b', {}, group.suspects.map(words).join(', '))),
                h('p', {class: 'quiet'}, `seeds ${group.seeds.slice(0, 12).join(', ')}${group.seeds.length > 12 ? ' …' : ''}`),
                h('p', {}, 'Take it apart: ', h('code', {}, `drydock shrink ${data.directory}/failures/${group.seeds[0]}`)))))),
        section('kinds', 'Which faults were on', kindRows(data).length > 0
            ? table('Kinds of fault', ['kind', 'runs with it', 'of these failed', 'share'], kindRows(data), [1, 2, 3]) : h('p', {}, 'No faults.')),
        section('figures', 'Figures over all runs', h('p', {class: 'quiet'}, 'A dot is a run; those that failed are red.'),
            table('Figures', ['figure', 'from 0 to the largest', 'least', 'median', 'p95', 'most'], figures.map((figure) => spread(data, figure)), [2, 3, 4, 5])),
        section('runs', 'Runs that failed', table('Runs', ['seed', 'what', 'faults'], data.trials.filter((trial) => trial.failed).slice(0, 200)
            .map((trial) => [String(trial.seed), classWords[trial.outcome] ?? trial.outcome, trial.fault_kinds.map(words).join(', ')]), [0])));
    followLinks(() => false);
}

