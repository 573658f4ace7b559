/** Made by `bundle.ts`: imports every suite of `test/extension/suite`. */
declare module 'hyperbox-suites' {}
