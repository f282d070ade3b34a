import {CompareData, Fault, RunData, SweepData} from './data';
import {duration, grouped} from './format';
import {damageText, harmSentence, hurtingFaults, stuck, unheard, whereAndWhen} from './hurt';
import {phaseFacts, phasesOf} from './phases';
import {headline, recovery} from './run_page';

const escape = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function rows(head: string[], body: string[][]): string {
    const line = (cells: string[]): string => `| ${cells.map(escape).join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

export function runMarkdown(data: RunData, faults: Fault[]): string {
    const {verdict} = data;
    const marks = {passed: '✅', failed: '❌', inconclusive: '❔'};
    const hurting = hurtingFaults(faults);
    const phases = phasesOf(data);
    const most = stuck(data);
    return [
        `# ${verdict.outcome.toUpperCase()}: ${verdict.scenario} with ${verdict.strategy}, seed ${verdict.seed}`,
        headline(data),
        rows(['', 'expected', 'observed'], verdict.expectations.map((one) => [one.result === 'failed' && one.grade === 'warn' ? '⚠️' : marks[one.result], `\`${one.text}\``, one.observed_text])),
        hurting.length > 0 || most ? '## What hurt most' : '',
        most ? `**${most.text}** ${unheard(data)}`.trim() : '',
        hurting.map((fault) => `- **${fault.id}** (${whereAndWhen(fault)}): ${[harmSentence(fault), damageText(fault)].filter((text) => text !== '').join(' ')}`).join('\n'),
        faults.length > 0 ? '## Faults' : '',
        faults.length > 0 ? rows(['fault', 'kind', 'system', 'requests met', 'held up', 'over after'], faults.map((fault) => [
            fault.id, fault.kind, fault.system, grouped(fault.hits),
            fault.season?.timed === false ? '–' : grouped(fault.season?.held_up ?? 0), recovery(fault)])) : '',
        phases ? '## Before, during and after the faults' : '',
        phases ? phaseFacts(phases, faults).map((one) => `- ${one.label}: **${one.text}**`).join('\n') : '',
        data.advice.length > 0 ? '## What to change next' : '',
        data.advice.map((one) => `- \`${one.expectation}\`: ${one.text}`).join('\n'),
        `Repeat it: \`${verdict.repeat_command}\``].filter((part) => part !== '').join('\n\n') + '\n';
}

export function figureText(figure: string, value: number): string {
    return isTime(figure) ? duration(value / 1e6) : grouped(value);
}

/** Campaigns keep times in nanoseconds. Source: docs/campaigns.md. */
export function isTime(figure: string): boolean {
    return /^(p\d+|max)\(/.test(figure) || figure.startsWith('time_to_recover');
}

export function compareMarkdown(data: CompareData): string {
    const {comparison} = data;
    return [
        `# Comparison of ${comparison.variants.map((one) => one.name).join(', ')}: ${comparison.seeds} seeds`,
        rows(['strategy', 'runs that broke a rule', 'without figures'], comparison.variants.map((one) =>
            [one.name, grouped(one.failed), grouped(one.without_figures)])),
        rows(['figure', 'strategy', comparison.variants[0].name, 'other', 'difference (95 %)'], comparison.differences
            .filter((one) => one.conclusive).map((one) => [one.figure, one.variant, figureText(one.figure, one.first.mean),
                figureText(one.figure, one.other.mean),
                `${figureText(one.figure, one.difference.low ?? 0)} to ${figureText(one.figure, one.difference.high ?? 0)}`]))
    ].join('\n\n') + '\n';
}

export function sweepMarkdown(data: SweepData): string {
    const {sweep} = data;
    return [
        `# Sweep: ${sweep.failed} of ${sweep.seeds} runs failed`,
        rows(['failure', 'runs', 'for example', 'more often with'], sweep.groups.map((one) =>
            [one.name, grouped(one.seeds.length), one.example, one.suspects.join(', ')]))].join('\n\n') + '\n';
}
