/** An element with attributes and children. Text is only ever set as text, never parsed. */
export type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void) | undefined>;

function fill(element: Element, attributes: Attributes, children: Child[]): void {
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === 'function') {
            element.addEventListener(name, value);
        } else if (value === true) {
            element.setAttribute(name, '');
        } else if (value !== undefined && value !== false) {
            element.setAttribute(name, String(value));
        }
    }
    for (const child of children) {
        if (child !== null && child !== undefined && child !== false) {
            element.append(typeof child === 'number' ? String(child) : child);
        }
    }
}

export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
    const element = document.createElement(tag);
    fill(element, attributes, children);
    return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    fill(element, attributes, children);
    return element;
}

/** A table that scrolls sideways where the window is narrow, by keyboard, too. */
export function table(label: string, head: string[], rows: Child[][], numbers: number[] = []): HTMLElement {
    const align = (index: number): string | undefined => numbers.includes(index) ? 'number' : undefined;
    return h('div', {class: 'scroll', tabindex: 0, role: 'group', 'aria-label': label},
        h('table', {},
            h('thead', {}, h('tr', {}, ...head.map((text, index) => h('th', {scope: 'col', class: align(index)}, text)))),
            h('tbody', {}, ...rows.map((row) => h('tr', {},
                ...row.map((cell, index) => h('td', {class: align(index)}, cell)))))));
}

export function section(id: string, title: string, ...children: Child[]): HTMLElement {
    return h('section', {id, 'aria-labelledby': `${id}-title`},
        h('h2', {id: `${id}-title`}, h('a', {href: `#${id}`, class: 'anchor'}, title)), ...children);
}
