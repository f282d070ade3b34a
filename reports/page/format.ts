const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number): string => String(value).padStart(2, '0');

export function grouped(value: number): string {
    return value.toLocaleString('en-GB', {maximumFractionDigits: 2});
}

export function plural(count: number, one: string, many = `${one}s`): string {
    return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** The two largest units, as the verdict writes them: "1 h 32 min"; from 10 s on without ms. */
export function duration(ms: number): string {
    const units: [string, number][] = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1_000], ['ms', 1]];
    const whole = Math.abs(Math.round(ms));
    const first = units.findIndex(([, size]) => whole >= size);
    if (first === -1) {
        return '0 ms';
    }
    const [name, size] = units[first];
    const next = units[first + 1];
    const rest = next ? Math.floor((whole % size) / next[1]) : 0;
    const text = `${Math.floor(whole / size)} ${name}${next && rest > 0 && (whole < 10_000 || next[0] !== 'ms') ? ` ${rest} ${next[0]}` : ''}`;
    return ms < 0 ? `-${text}` : text;
}

/** The scenario's own dates have no zone: they are kept as if in UTC. */
export function epoch(text: string): number {
    return Date.parse(`${text}Z`);
}

export function date(ms: number): string {
    const at = new Date(ms);
    return `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

export function clock(ms: number): string {
    const at = new Date(ms);
    return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

export function moment(ms: number): string {
    const at = new Date(ms);
    return `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}, ${clock(ms)}`;
}

export function seconds(ms: number): string {
    const at = new Date(ms);
    return `${clock(ms)}:${two(at.getUTCSeconds())}`;
}

/** "Tue 6 Dec, 12:00 to 13:30", or with both dates. */
export function span(from: number, to: number): string {
    return date(from) === date(to) ? `${moment(from)} to ${clock(to)}` : `${moment(from)} to ${moment(to)}`;
}

/** "odoo_in_flight" for people. */
export function words(name: string): string {
    return name.replaceAll('_', ' ').replace(/\bodoo\b/g, 'Odoo').replace(/\bwms\b/g, 'WMS').replace(/\bapi\b/g, 'API');
}
