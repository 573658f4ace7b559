import { codicon, h } from './dom.ts';
import { t } from './text.ts';

/** A row of a menu; those of one `choice` are one or the other, those with `checked` alone on or off. */
export type MenuItem =
  | { readonly kind: 'separator'; readonly label?: string }
  | {
      readonly kind: 'item';
      readonly label: string;
      readonly icon?: string;
      /** Beside the label, such as a number or a key. */
      readonly note?: string;
      readonly checked?: boolean;
      readonly isChoice?: true;
      /** The menu stays open, for the next one to be chosen. */
      readonly stays?: true;
      /** A class of its own, for a colour. */
      readonly look?: string;
      readonly run: () => void;
    };

export interface Menu {
  readonly button: HTMLElement;
  /** The popup, to be put where it may lie over everything. */
  readonly element: HTMLElement;
  close(): void;
}

export interface MenuOptions {
  readonly icon: string;
  readonly label: string;
  /** Text beside the icon. */
  readonly text?: HTMLElement;
  /** Asked each time that the menu opens, and after a choice in one that stays open. */
  readonly items: () => readonly MenuItem[];
}

/** A button with a menu below it, as ARIA's authoring practices have them. */
export const menu = ({ icon, label, text, items }: MenuOptions): Menu => {
  const button = document.createElement('vscode-button');
  button.setAttribute('appearance', 'icon');
  button.setAttribute('aria-label', label);
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  button.title = label;
  button.append(codicon(icon), ...(text === undefined ? [] : [text]));
  const element = h('div', { class: 'menu', role: 'menu', 'aria-label': label });
  element.hidden = true;

  const close = (): void => {
    if (element.hidden) return;
    const hadFocus = element.contains(document.activeElement);
    element.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (hadFocus) button.focus();
  };
  const fill = (): void => {
    const focused = rowsOf(element).indexOf(document.activeElement as HTMLElement);
    element.replaceChildren(
      ...items().map((item) =>
        rowOf(item, () => {
          if (item.kind === 'separator') return;
          if (item.stays !== true) close();
          item.run();
          if (item.stays === true) fill();
        }),
      ),
    );
    rowsOf(element)[focused]?.focus();
  };
  const open = (): void => {
    fill();
    element.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    place(element, button);
    (element.querySelector<HTMLElement>('[aria-checked=true]') ?? rowsOf(element)[0])?.focus();
  };
  button.addEventListener('click', () => {
    if (element.hidden) open();
    else close();
  });
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open();
  });
  element.addEventListener('keydown', (event) => {
    if (!moves(element, event.key, close)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    // Null when a choice was redrawn below the pointer, or the window lost the focus.
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) {
      if (!button.contains(relatedTarget)) close();
    }
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!(target instanceof Node) || element.contains(target) || button.contains(target)) return;
    close();
  });
  return { button, element, close };
};

const rowsOf = (element: HTMLElement): readonly HTMLElement[] => [
  ...element.querySelectorAll<HTMLElement>('.menu-item'),
];

const rowOf = (item: MenuItem, onClick: () => void): HTMLElement => {
  if (item.kind === 'separator') {
    if (item.label === undefined) return h('div', { class: 'menu-line', role: 'separator' });
    return h('div', { class: 'menu-heading', role: 'presentation' }, item.label);
  }
  const role = roleOf(item);
  const row = h(
    'div',
    {
      class: `menu-item ${item.look ?? ''}`,
      role,
      tabindex: '-1',
      'aria-checked': item.checked === undefined ? undefined : String(item.checked),
    },
    h('span', { class: 'menu-mark' }, ...markOf(item)),
    h('span', { class: 'menu-label' }, item.label),
    ...(item.note === undefined ? [] : [h('span', { class: 'menu-note' }, item.note)]),
  );
  row.addEventListener('click', onClick);
  return row;
};

type Item = Extract<MenuItem, { readonly kind: 'item' }>;

const roleOf = ({ checked, isChoice }: Item): string => {
  if (checked === undefined) return 'menuitem';
  return isChoice === true ? 'menuitemradio' : 'menuitemcheckbox';
};

const markOf = ({ checked, icon }: Item): readonly Node[] => {
  if (checked === true) return [codicon('check')];
  return icon === undefined ? [] : [codicon(icon)];
};

/** Below the button, as far to the left as it must be to be seen whole. */
const place = (element: HTMLElement, button: HTMLElement): void => {
  const { left, bottom } = button.getBoundingClientRect();
  const room = document.documentElement.clientWidth - element.offsetWidth - 4;
  element.style.left = `${Math.max(4, Math.min(left, room))}px`;
  element.style.top = `${bottom + 2}px`;
  element.style.maxHeight = `${Math.max(80, document.documentElement.clientHeight - bottom - 8)}px`;
};

const moves = (element: HTMLElement, key: string, close: () => void): boolean => {
  const rows = rowsOf(element);
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const to: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % rows.length,
    ArrowUp: (at - 1 + rows.length) % rows.length,
    Home: 0,
    End: rows.length - 1,
  };
  const target = to[key];
  if (target !== undefined) rows[target]?.focus();
  else if (key === 'Enter' || key === ' ') rows[at]?.click();
  else if (key === 'Escape' || key === 'Tab') close();
  else return false;
  return true;
};

/** The menu that has what there is no room for. */
export const moreMenu = (items: () => readonly MenuItem[]): Menu =>
  menu({ icon: 'ellipsis', label: t('More Actions…'), items });
