import { t } from '../../base/text.ts';

/** Where a word narrows the containers down. */
export const filterField = (
  value: string,
  onChange: (value: string) => void,
): { readonly element: HTMLElement } => {
  const field = document.createElement('vscode-text-field') as HTMLElement & { value: string };
  field.classList.add('filter');
  field.setAttribute('placeholder', t('Filter'));
  field.setAttribute('aria-label', t('Filter containers by name'));
  field.value = value;
  field.addEventListener('input', () => {
    onChange(field.value);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || field.value === '') return;
    event.stopPropagation();
    field.value = '';
    onChange('');
  });
  return { element: field };
};
