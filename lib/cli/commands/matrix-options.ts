import path from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'

export interface MatrixOptions {
  partial?: boolean
  files?: string
  scoreKind?: 'probability' | 'logit'
  top: number
}

function classCount(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 1_000)
    throw new InvalidArgumentError('Give a whole number from 1 to 1,000.')
  return value
}

/** Adds the options about a file of predictions that may be a matrix. */
export const withMatrixOptions = (command: Command): Command =>
  command
    .option('--partial', 'allow a file that omits images of the project')
    .option('--files <file>', "the images of a matrix in the order of its rows, unless the file has an array 'files'")
    .addOption(new Option('--score-kind <kind>', 'type of the values in a matrix').choices(['probability', 'logit']))
    .option('--top <count>', 'number of classes kept per image of a matrix or a model', classCount, 5)

export const matrixInput = ({ partial, files, scoreKind, top }: MatrixOptions) => ({
  ...{ isPartial: partial, scoreKind, top },
  fileList: files === undefined ? undefined : path.resolve(files),
})
