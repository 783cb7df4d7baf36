/** The reason why the app cannot start, as one sentence that says what to do. Printed without a stack. */
export class StartError extends Error {
  /** @param {string} message @param {ErrorOptions} [options] */
  constructor(message, options) {
    super(message, options)
    this.name = 'StartError'
  }
}
