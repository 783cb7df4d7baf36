/** Why a file cannot be taken as a picture. The sentence is completed by whoever knows the file's name. */
export class PictureProblem extends Error {
  constructor(
    readonly expected: string,
    readonly found: string,
    /** One sentence on what to do, with its full stop. */
    readonly mend: string,
  ) {
    super(`expected ${expected}, found ${found}. ${mend}`)
    this.name = 'PictureProblem'
  }
}
