export const reference = 'https://docs.docker.com/reference/compose-file';

type Page =
  | 'build'
  | 'configs'
  | 'deploy'
  | 'develop'
  | 'extension'
  | 'fragments'
  | 'include'
  | 'interpolation'
  | 'merge'
  | 'models'
  | 'networks'
  | 'profiles'
  | 'secrets'
  | 'services'
  | 'version-and-name'
  | 'volumes';

/** A page of the Compose reference, or a part of it: mostly an attribute. */
export const referencePage = (page: Page, anchor?: string): string =>
  `${reference}/${page}/${anchor === undefined ? '' : `#${anchor}`}`;

/** How Compose reads `.env` and other files of variables. */
export const envFilePage =
  'https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax';
