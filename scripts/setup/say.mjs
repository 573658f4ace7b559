/** One line about what the scripts do and why. */
export function say(/** @type {string} */ line) {
  process.stdout.write(`hyperbox: ${line}\n`);
}

/** What a person must do before we can go on: shown without a stack. */
export class NeedsAction extends Error {
  /**
   * @param {string} message what is missing and why
   * @param {string} command one line to run
   */
  constructor(message, command) {
    super(`${message}\n\n    ${command}\n`);
    this.name = 'NeedsAction';
  }
}
