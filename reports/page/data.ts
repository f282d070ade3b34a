/** What the command puts into the page. Source: docs/verdict.md and docs/report.md. */
export interface Expectation {
    text: string;
    grade: 'must' | 'key' | 'warn';
    result: 'passed' | 'failed' | 'inconclusive';
    observed_text: string;
}

export interface Quantiles {
    count: number;
    p50_ms: number | null;
    p95_ms: number | null;
    p99_ms: number | null;
    max_ms: number | null;
}

/** Requests that a fault met, by what came of them. */
export interface Effects {
    [effect: string]: number | string[];
    damaged_orders: string[];
}

export type PhaseName = 'baseline' | 'fault' | 'recovery' | 'drain';

export interface PhaseSpan {
    phase: PhaseName;
    from: string;
    to: string;
}

export interface Phases {
    spans: PhaseSpan[];
    figures: {phase: PhaseName; length_ms: number; orders: number; released: number; goodput_permille: number | null;
        calls: number | null; retry_amplification_permille: number | null; order_to_odoo: Quantiles; order_to_release: Quantiles}[];
    backlog_drain_ms: number | null;
    backlog_left: boolean;
    metastable: {fault: string; from: string; to: string; came: number; went_on: number}[];
}

export interface VerdictFault {
    id: string;
    kind: string;
    system: string;
    from: string;
    to: string;
    hits: number;
    recovered: 'yes' | 'never' | 'not_known';
    time_to_recover_ms: number | null;
    effects: Effects | null;
}

export interface Traffic {
    system: string;
    calls: number;
    errors: number;
    succeeded: number;
    rejected: number;
    throttled: number;
    failed: number;
    refused: number;
    overflowed: number;
    reset: number;
    timed_out: number;
    retry_amplification_permille: number | null;
}

export interface Verdict {
    outcome: 'passed' | 'failed' | 'inconclusive' | 'interrupted';
    scenario: string;
    strategy: string;
    seed: number;
    scale: number;
    from: string;
    to: string;
    end: string;
    fingerprint: string;
    steps: number;
    exchanges: number;
    repeat_command: string;
    expectations: Expectation[];
    oracles: {oracle: string; applicable: boolean; count: number;
        worst: {key: string; severity: number; explanation: string}[]}[];
    figures: Record<string, unknown>;
    traffic: Traffic[];
    faults: VerdictFault[];
    phases?: Phases;
    violations: {system: string; kind: string; count: number; first: {at: string; what: string}[]}[];
    workload: Record<string, number>;
}

export interface Line {
    system: string;
    name: string;
    kind: 'level' | 'count';
    values: number[];
}

export interface Lines {
    /** Where the first interval begins; the start of the run if it is not said. */
    start_ms?: number;
    step_ms: number;
    points: number;
    lines: Line[];
}

export interface SeasonFault {
    id: string;
    from_ms: number;
    to_ms: number;
    sender: string | null;
    share_ppm: number;
    timed: boolean;
    of?: string;
    held_up?: number;
    waiting_max?: number;
    waiting_max_at_ms?: number;
    worst?: {order: string; from_ms: number; waited_ms: number}[];
}

export interface StoryEvent {
    at_ms: number;
    system: string;
    text: string;
    bad?: boolean;
}

export interface Order {
    number: string;
    reasons: string[];
    events: StoryEvent[];
}

export interface Series {
    start: string;
    end_ms: number;
    description: string;
    landscape: {name: string; systems: {name: string; kind: string}[]; links: {from: string; to: string}[]};
    business: Lines;
    technical: Lines;
    stages: (Quantiles & {name: string; words: string; waiting_at_end: number})[];
    faults: SeasonFault[];
    exceptions: {owner: string; stage: string; reason: string; count: number; open: number;
        first_ms: number; orders: string[]}[];
    orders: Order[];
}

export interface RunData {
    kind: 'run';
    directory: string;
    verdict: Verdict;
    series: Series | null;
    advice: {expectation: string; text: string}[];
    /** Ids of the traces of the orders to read about, by number. */
    traces: Record<string, string>;
    /** Where they are looked up. */
    jaeger?: string;
}

/** A page that follows what goes on: it asks its own server. */
export interface LiveData {
    kind: 'live';
    target: string;
    key: string;
    injects: boolean;
    fault_kinds: string[];
}

export interface LiveStatus {
    now_ms: number;
    end_ms: number | null;
    settled: boolean;
    orders: number;
    orders_due: number;
    faults: {id: string; kind: string; system: string; active: boolean; injected: boolean}[];
}

export interface Interval {
    count: number;
    mean: number;
    low?: number;
    high?: number;
}

export interface CompareData {
    kind: 'compare';
    directory: string;
    comparison: {
        seeds: number;
        complete: boolean;
        variants: {name: string; failed: number; without_figures: number}[];
        differences: {variant: string; figure: string; first: Interval; other: Interval;
            difference: Interval; conclusive: boolean}[];
    };
}

export interface SweepData {
    kind: 'sweep';
    directory: string;
    sweep: {
        seeds: number;
        failed: number;
        classes?: Record<string, number>;
        groups: {name: string; seeds: number[]; example: string; suspects: string[]}[];
    };
    trials: {seed: number; outcome: string; failed: boolean; fault_kinds: string[];
        figures: Record<string, number>}[];
}

export type PageData = RunData | CompareData | SweepData | LiveData;

/** A fault with what both files say of it, in ms of the epoch. */
export interface Fault extends VerdictFault {
    start: number;
    stop: number;
    season: SeasonFault | undefined;
    end_ms: number | undefined;
}
