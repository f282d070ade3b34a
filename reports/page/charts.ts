import uPlot from 'uplot';
import {Fault, Line, Lines, PhaseSpan, Series} from './data';
import {h} from './dom';
import {clock, date, duration, epoch, grouped, moment, seconds, words} from './format';
import {drawPhases} from './phases';
import {lifetime} from './shell';
import {beginStrip, isDark} from './theme';

interface Pick {
    line: Line;
    label: string;
    hidden?: boolean;
}

interface Chart {
    id: string;
    title: string;
    about: string;
    lines: Lines;
    picks: Pick[];
    is_time?: boolean;
    steps?: boolean;
    /** What it means that there is nothing to draw; without it the chart is left out. */
    nothing?: string;
}

const lightColours = ['#0b62c4', '#c24a00', '#0a7d5b', '#8a3ffc', '#b3005e', '#6b5900', '#00687a', '#5b5b66'];
const darkColours = ['#6db3ff', '#ff9d5c', '#4fd3a5', '#c09bff', '#ff7cb8', '#e0c341', '#5fd3e6', '#b5b5c0'];

const stageLabels: Record<string, string> = {
    accept: 'to be accepted', book: 'for Odoo', confirm: 'to be confirmed', release: 'for the warehouse',
    pack: 'to be packed', label: 'for a label', ship: 'for collection', invoice: 'for an invoice'};
const doneLabels: Record<string, string> = {
    book: 'sale orders in Odoo', release: 'at the warehouse'};

function find(lines: Lines, name: string, system?: string): Line | undefined {
    return lines.lines.find((line) => line.name === name && (system === undefined || line.system === system));
}

function picks(lines: Lines, named: [string, string, boolean?][]): Pick[] {
    const found: Pick[] = [];
    for (const [name, label, hidden] of named) {
        const line = find(lines, name);
        if (line) {
            found.push({line, label, hidden});
        }
    }
    return found;
}

function everySystem(lines: Lines, name: string, label = (system: string) => system): Pick[] {
    return lines.lines.filter((line) => line.name === name).map((line) => ({line, label: label(line.system)}));
}

function matching(lines: Lines, pattern: RegExp, label: (name: string) => string): Pick[] {
    return lines.lines.filter((line) => pattern.test(line.name))
        .map((line) => ({line, label: label(line.name)}));
}

/** Between two marks on an axis of durations, in ms. */
const timeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 15_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000,
    43_200_000, 86_400_000, 172_800_000, 604_800_000, 2_592_000_000];

/** Which lines are shown together; a chart without lines is left out. */
function chartsOf(series: Series): Chart[] {
    const {business, technical} = series;
    const each = (lines: Lines): string => `in each ${duration(lines.step_ms)}`;
    const strip = (suffix: string) => (name: string) => words(name.replace(suffix, ''));
    const charts: Chart[] = [
        {id: 'demand', title: 'Demand and throughput', about: each(business), lines: business, picks: [
            ...everySystem(business, 'orders_placed', (system) => `placed at ${system}`),
            ...picks(business, Object.entries(doneLabels).map(([name, label]) => [`done_${name}`, label]))]},
        {id: 'waiting', title: 'Orders waiting', about: 'most at once, from the ledgers', lines: business,
            picks: picks(business, ['accept', 'book', 'confirm', 'release', 'label']
                .map((name) => [`waiting_${name}`, stageLabels[name]]))},
        {id: 'slowest', title: 'Slowest order', about: 'by when it was placed', lines: business, is_time: true,
            picks: picks(business, [['slowest_to_odoo_ms', 'until in Odoo'],
                ['slowest_to_release_ms', 'until at the warehouse']])},
        {id: 'staleness', title: 'Stock staleness', about: 'until another channel was told of a sale', lines: business,
            is_time: true, picks: picks(business, [['stock_staleness_ms', 'stalest']])},
        {id: 'queues', title: 'Queues and calls in flight', about: 'in the runtime', lines: technical, picks: [
            ...matching(technical, /^(odoo|wms|carrier)_queue$/, (name) => words(name)),
            ...matching(technical, /_in_flight$/, (name) => words(name)),
            ...picks(technical, [['jobs', 'orders in hand', true], ['webhooks_pending', 'webhooks not delivered']])]},
        {id: 'retries', title: 'Retries and repetitions', about: each(technical), lines: technical,
            picks: picks(technical, [['retries', 'calls tried again'], ['duplicates', 'duplicates recognised'],
                ['refused_429', 'refused with 429']])},
        {id: 'breakers', title: 'Circuit breakers', about: '1 is open: no calls are made', lines: technical, steps: true,
            nothing: `None was open at any reading, one each ${duration(technical.step_ms)}.`, picks: matching(technical, /_breaker_open$/, strip('_breaker_open'))},
        {id: 'calls', title: 'Calls to each system', about: each(technical), lines: technical,
            picks: everySystem(technical, 'calls')},
        {id: 'errors', title: 'Calls that failed', about: `by system, ${each(technical)}`, lines: technical,
            picks: everySystem(technical, 'errors')},
        {id: 'parcels', title: 'Parcels and invoices', about: each(business), lines: business,
            picks: picks(business, [['done_label', 'labelled'], ['done_ship', 'collected'], ['done_invoice', 'invoiced']])},
        {id: 'warehouse', title: 'Waiting in and after the warehouse', about: 'most at once', lines: business,
            picks: picks(business, [['waiting_pack', stageLabels.pack], ['waiting_ship', stageLabels.ship],
                ['waiting_invoice', stageLabels.invoice]])},
        {id: 'exceptions-open', title: 'Exceptions open', about: 'for a person', lines: business,
            picks: picks(business, [['exceptions_open', 'open']])}];
    return charts.filter((chart) => chart.picks.length > 0 || chart.nothing);
}

function endOfActivity(series: Series): number {
    let last = 0;
    for (const line of series.business.lines) {
        if (line.name.startsWith('done_') || line.name === 'orders_placed') {
            for (let index = line.values.length - 1; index > last; --index) {
                if (line.values[index] > 0) {
                    last = index;
                }
            }
        }
    }
    return (series.business.start_ms ?? 0) + (last + 1) * series.business.step_ms;
}

/** All charts of a season on one time axis: what is zoomed or pointed at in one is in all. */
export class Season {
    readonly element = h('div', {class: 'charts'});
    private readonly plots: uPlot[] = [];
    private readonly start: number;
    private readonly full: [number, number];
    private range: [number, number];
    private readonly timed: Fault[];
    private readonly under = h('output', {class: 'under', 'aria-live': 'off'}, ' ');
    private readonly charts: Chart[];

    constructor(series: Series, faults: Fault[], private readonly phases: PhaseSpan[], private readonly onZoom: (range: [number, number] | null) => void) {
        this.start = Date.parse(`${series.start}Z`);
        this.full = [(this.start + (series.business.start_ms ?? 0)) / 1000, (this.start + endOfActivity(series)) / 1000];
        this.range = this.full;
        this.timed = faults.filter((fault) => fault.season ? fault.season.timed : true);
        this.charts = chartsOf(series);
        this.draw();
        let width = innerWidth;
        addEventListener('resize', () => {
            if (innerWidth !== width) {
                width = innerWidth;
                this.plots.forEach((plot) => plot.setSize({width: this.width(), height: plot.height}));
            }
        }, lifetime());
    }

    private width(): number {
        return Math.max(280, Math.floor(this.element.getBoundingClientRect().width) || 320);
    }

    /** Once the element is in the page, and again when colours change. */
    draw(): void {
        this.plots.splice(0).forEach((plot) => plot.destroy());
        this.element.replaceChildren(this.under);
        if (!this.element.isConnected) {
            return;
        }
        this.phaseStrip();
        this.faultStrip();
        this.charts.forEach((chart) => this.add(chart));
    }

    /** As zoom() takes it. */
    zoomed(): [number, number] | null {
        return this.range === this.full ? null : [this.range[0] * 1000, this.range[1] * 1000];
    }

    /** Milliseconds of the epoch; null for everything. */
    zoom(range: [number, number] | null, told = true): void {
        const bounds: [number, number] = range ? [range[0] / 1000, range[1] / 1000] : this.full;
        const span = Math.max(bounds[1] - bounds[0], Math.min(3600, this.full[1] - this.full[0]));
        this.range = range ? [bounds[0], bounds[0] + span] : this.full;
        this.plots.forEach((plot) => plot.setScale('x', {min: this.range[0], max: this.range[1]}));
        if (told) {
            this.onZoom(range);
        }
    }

    private key(event: KeyboardEvent): void {
        const [from, to] = this.range;
        const span = to - from;
        const moves: Record<string, [number, number] | null> = {
            ArrowLeft: [from - span / 4, to - span / 4], ArrowRight: [from + span / 4, to + span / 4],
            '+': [from + span / 4, to - span / 4], '=': [from + span / 4, to - span / 4],
            '-': [from - span / 2, to + span / 2], '0': null};
        if (event.key in moves && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            const move = moves[event.key];
            const wide = move && move[1] - move[0] >= this.full[1] - this.full[0];
            this.zoom(move && !wide ? [move[0] * 1000, move[1] * 1000] : null);
        }
    }

    private colours(): {text: string; grid: string; band: string; edge: string; lines: string[]} {
        return isDark()
            ? {text: '#c9ced8', grid: '#343a46', band: 'rgba(255, 105, 97, .22)', edge: 'rgba(255, 105, 97, .75)', lines: darkColours}
            : {text: '#414a5a', grid: '#e3e7ee', band: 'rgba(200, 30, 30, .13)', edge: 'rgba(200, 30, 30, .55)', lines: lightColours};
    }

    private bands(plot: uPlot): void {
        const {ctx, bbox} = plot;
        const colours = this.colours();
        beginStrip(plot);
        for (const fault of this.timed) {
            const left = plot.valToPos(fault.start / 1000, 'x', true);
            const right = Math.max(plot.valToPos(fault.stop / 1000, 'x', true), left + 2);
            ctx.fillStyle = colours.band;
            ctx.fillRect(left, bbox.top, right - left, bbox.height);
        }
        ctx.restore();
    }

    private point(plot: uPlot): void {
        const at = plot.cursor.left !== undefined && plot.cursor.left >= 0
            ? plot.posToVal(plot.cursor.left, 'x') * 1000 : null;
        if (at === null) {
            this.under.textContent = ' ';
            return;
        }
        const active = this.timed.filter((fault) => fault.start <= at && at < fault.stop);
        const phase = this.phases.find((span) => epoch(span.from) <= at && at < epoch(span.to));
        this.under.textContent = `${moment(at)}${phase ? ` · ${phase.phase}` : ''}${active.map((fault) => ` · ${fault.id}`).join('')}`;
        this.under.classList.toggle('hurt', active.length > 0);
    }

    private options(colours: ReturnType<Season['colours']>): Partial<uPlot.Options> {
        return {
            width: this.width(),
            tzDate: (at) => uPlot.tzDate(new Date(at * 1000), 'UTC'),
            cursor: {sync: {key: 'season', setSeries: false}, drag: {x: true, y: false, setScale: false}, points: {size: 6}},
            scales: {x: {time: true, min: this.range[0], max: this.range[1]}},
            hooks: {
                drawClear: [(plot) => this.bands(plot)],
                setCursor: [(plot) => this.point(plot)],
                setSelect: [(plot) => {
                    if (plot.select.width > 4) {
                        const from = plot.posToVal(plot.select.left, 'x') * 1000;
                        const to = plot.posToVal(plot.select.left + plot.select.width, 'x') * 1000;
                        plot.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
                        this.zoom([from, to]);
                    }
                }]},
            focus: {alpha: 0.4},
            axes: [this.timeAxis(colours)]};
    }

    private timeAxis(colours: ReturnType<Season['colours']>): uPlot.Axis {
        return {
            stroke: colours.text, grid: {stroke: colours.grid, width: 1}, ticks: {stroke: colours.grid, width: 1},
            space: 80, size: 30,
            values: (plot, splits) => {
                const whole = (plot.scales.x.max ?? 0) - (plot.scales.x.min ?? 0) > 5 * 86_400;
                const short = (plot.scales.x.max ?? 0) - (plot.scales.x.min ?? 0) < 1800;
                return splits.map((at) => short ? seconds(at * 1000) : whole || at % 86_400 === 0
                    ? date(at * 1000).replace(/ \d{4}$/, '') : clock(at * 1000));
            }};
    }

    private frame(id: string, title: string, about: string): {figure: HTMLElement; place: HTMLElement} {
        const place = h('div', {class: 'plot', tabindex: 0, role: 'group', 'data-chart': id,
            'aria-label': `${title}, ${about}. Arrow keys move, plus and minus zoom, 0 shows everything.`,
            keydown: (event) => this.key(event as KeyboardEvent),
            dblclick: () => this.zoom(null)});
        const figure = h('figure', {id: `chart-${id}`},
            h('figcaption', {}, h('b', {}, title), ' ', h('span', {class: 'quiet'}, about)), place);
        this.element.append(figure);
        return {figure, place};
    }

    private phaseStrip(): void {
        if (this.phases.length > 0) {
            const {text} = this.colours();
            this.strip(this.frame('phases', 'Phases', 'what faults make of the season').place, 22,
                (plot) => drawPhases(plot, this.phases, text));
        }
    }

    /** One row a fault, named, over the same axis. */
    private faultStrip(): void {
        if (this.timed.length > 0) {
            const rows = this.timed.slice(0, 16);
            this.strip(this.frame('faults', 'Faults', 'shaded in all charts below').place, 20 * rows.length,
                (plot) => this.drawFaults(plot, rows));
        }
    }

    /** Something drawn over the time axis, without values. */
    private strip(place: HTMLElement, height: number, draw: (plot: uPlot) => void): void {
        const colours = this.colours();
        const options = this.options(colours);
        const plot = new uPlot({
            ...options, width: this.width(), height: 52 + height, legend: {show: false},
            series: [{}, {show: true, stroke: 'transparent'}],
            scales: {...options.scales, y: {range: [0, 1]}},
            axes: [this.timeAxis(colours), {show: true, size: 56, values: () => [], grid: {show: false}, ticks: {show: false}}],
            hooks: {...options.hooks, drawClear: [], draw: [draw]}
        } as uPlot.Options, [[this.full[0], this.full[1]], [null, null]] as uPlot.AlignedData, place);
        this.plots.push(plot);
    }

    private drawFaults(plot: uPlot, rows: Fault[]): void {
        const {ctx, bbox} = plot;
        const colours = this.colours();
        const ratio = beginStrip(plot);
        const height = bbox.height / rows.length;
        rows.forEach((fault, index) => {
            const left = plot.valToPos(fault.start / 1000, 'x', true);
            const right = Math.max(plot.valToPos(fault.stop / 1000, 'x', true), left + 3 * ratio);
            const top = bbox.top + index * height;
            ctx.fillStyle = colours.edge;
            ctx.fillRect(left, top + 3 * ratio, right - left, height - 6 * ratio);
            ctx.fillStyle = colours.text;
            const wide = ctx.measureText(fault.id).width;
            const after = right + 6 * ratio + wide < bbox.left + bbox.width;
            ctx.textAlign = after ? 'left' : 'right';
            ctx.fillText(fault.id, after ? right + 6 * ratio : left - 6 * ratio, top + height / 2);
        });
        ctx.restore();
    }

    private add(chart: Chart): void {
        if (chart.picks.length === 0) {
            this.element.append(h('figure', {id: `chart-${chart.id}`},
                h('figcaption', {}, h('b', {}, chart.title), ' ', h('span', {class: 'quiet'}, chart.nothing))));
            return;
        }
        const colours = this.colours();
        const {place} = this.frame(chart.id, chart.title, chart.about);
        const points = Math.max(...chart.picks.map((pick) => pick.line.values.length));
        const step = chart.lines.step_ms / 1000;
        const begin = (this.start + (chart.lines.start_ms ?? 0)) / 1000;
        const times = Array.from({length: points}, (_, index) => begin + (index + 0.5) * step);
        const text = (value: number | null): string => value === null || value === undefined ? '–'
            : chart.is_time ? duration(value) : grouped(value);
        const paths = chart.steps ? uPlot.paths.stepped?.({align: 1}) : undefined;
        const options = this.options(colours);
        const plot = new uPlot({
            ...options, width: this.width(), height: chart.steps ? 110 : 170,
            series: [{value: (_: uPlot, at: number | null) => at === null ? '' : moment(at * 1000)},
                ...chart.picks.map((pick, index) => ({
                    label: pick.label, show: !pick.hidden, stroke: colours.lines[index % colours.lines.length],
                    width: 1.5, paths, points: {show: false},
                    value: (_: uPlot, value: number | null) => text(value)}))],
            scales: {...options.scales, y: {range: (_: uPlot, __: number, max: number) => [0, Math.max(max * 1.08, 1)]}},
            axes: [...options.axes ?? [], {
                stroke: colours.text, grid: {stroke: colours.grid, width: 1}, ticks: {show: false}, size: 56,
                ...(chart.is_time ? {incrs: timeSteps} : {}),
                values: (_: uPlot, splits: number[]) => splits.map((value) =>
                    chart.is_time ? duration(value).replace(/^(\d+ \w+) .*/, '$1')
                        : Number.isInteger(value) ? grouped(value) : '')}]
        } as uPlot.Options, [times, ...chart.picks.map((pick) => pick.line.values)] as uPlot.AlignedData, place);
        this.plots.push(plot);
    }
}
