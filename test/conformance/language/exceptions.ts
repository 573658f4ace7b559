/** Records that HyperBox does not follow, and why. */
export const exceptions: Readonly<Record<string, string>> = {
  'dls-0637':
    'an address in WSL that the record ties to one folder, which a case cannot be put into',
  'cls-0053':
    'the two servers disagree on the pages of mcr.microsoft.com; those of the registry itself are linked, as the other server does',
};
