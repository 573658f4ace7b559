type Attributes = Readonly<Record<string, string | undefined>>;

/** Makes an element. Text children become text nodes: nothing is ever parsed as HTML. */
export const h = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};

export const codicon = (name: string): HTMLSpanElement =>
  h('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });

/** Writes only what differs, so that an unchanged text costs no layout and keeps its selection. */
export const setText = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};
