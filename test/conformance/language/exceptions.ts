/** Records that HyperBox does not follow, and why. */
export const exceptions: Readonly<Record<string, string>> = {
  'cls-0023':
    'an indented first key: one server offers the top-level keys there, the other does not; it is valid YAML',
  'dls-0637':
    'an address in WSL that the record ties to one folder, which a case cannot be put into',
  'cls-0045': 'spaces behind a colon may be somebody’s columns: only the indentation is changed',
  'cls-0046': 'as cls-0045',
  'cls-0053':
    'the two servers disagree on the pages of mcr.microsoft.com; those of the registry itself are linked, as the other server does',
  'inv-207-a-env-list-number':
    'the record knows the list only; the item that is wrong, on the next line, is marked',
  'inv-246-a-required-in-port': 'as inv-207-a-env-list-number',
};
