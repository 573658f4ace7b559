import { codicon, h } from './dom.ts';

export interface ButtonOptions {
  readonly icon: string;
  readonly label: string;
  /** Shown after the label in the tooltip. */
  readonly keys?: string;
  readonly onClick: () => void;
}

export const iconButton = ({ icon, label, keys, onClick }: ButtonOptions): HTMLElement => {
  const button = document.createElement('vscode-button');
  button.setAttribute('appearance', 'icon');
  button.append(codicon(icon));
  name(button, label, keys);
  button.addEventListener('click', onClick);
  return button;
};

export interface Toggle {
  readonly element: HTMLElement;
  set(pressed: boolean): void;
}

export interface ToggleOptions extends Omit<ButtonOptions, 'onClick'> {
  readonly pressed: boolean;
  readonly onChange: (pressed: boolean) => void;
}

/** An icon button that stays down; what it looks like pressed is in `base.css`. */
export const toggleButton = (options: ToggleOptions): Toggle => {
  let { pressed } = options;
  const set = (value: boolean): void => {
    pressed = value;
    element.setAttribute('aria-pressed', String(value));
  };
  const element = iconButton({
    ...options,
    onClick: () => {
      set(!pressed);
      options.onChange(pressed);
    },
  });
  element.classList.add('toggle');
  set(pressed);
  return { element, set };
};

/** Gives a button that changes its meaning another icon and name. */
export const retitle = (
  button: HTMLElement,
  { icon, label, keys }: Omit<ButtonOptions, 'onClick'>,
) => {
  button.replaceChildren(codicon(icon));
  name(button, label, keys);
};

export const textButton = (label: string, onClick: () => void): HTMLElement => {
  const button = document.createElement('vscode-button');
  button.setAttribute('appearance', 'secondary');
  button.textContent = label;
  button.addEventListener('click', onClick);
  return button;
};

type WithValue = HTMLElement & { readonly value: string };

export interface DropdownOptions<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export const dropdown = <Value extends string>(of: DropdownOptions<Value>): WithValue => {
  const element = document.createElement('vscode-dropdown') as WithValue;
  element.setAttribute('aria-label', of.label);
  element.title = of.label;
  for (const { value, label } of of.options) {
    const option = document.createElement('vscode-option');
    option.setAttribute('value', value);
    if (value === of.value) option.setAttribute('selected', '');
    option.textContent = label;
    element.append(option);
  }
  element.addEventListener('change', () => {
    const chosen = of.options.find(({ value }) => value === element.value);
    if (chosen !== undefined) of.onChange(chosen.value);
  });
  return element;
};

const name = (button: HTMLElement, label: string, keys?: string): void => {
  button.setAttribute('aria-label', label);
  button.title = keys === undefined ? label : `${label} (${keys})`;
};

export const spacer = (): HTMLElement => h('span', { class: 'spacer' });
