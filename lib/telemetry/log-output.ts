import pino from 'pino'

/**
 * Standard output, for logs. On a full disk a line that cannot be written is kept until a later one can be, up to a
 * megabyte of them: without a listener for the error, each line would end the process.
 */
export function logOutput(fd = 1): pino.DestinationStream {
  const output = pino.destination({ fd, sync: true, maxLength: 1_000_000 })
  output.on('error', () => {})
  return output
}
