import { SaxesParser } from 'saxes'
import { FormatError, refuseNotUtf8 } from './format-error'
import { readTextChunks } from './text-lines'

export const fixCvat = 'Export the task from CVAT as “CVAT for images 1.1”.'

interface CvatEvents {
  opened: (tag: string, attributes: Record<string, string>) => void
  closed: (tag: string) => void
  text?: (text: string) => void
}

/**
 * Opens a CVAT export. `read` streams the file, calls `events` for its tags and texts, and yields after each chunk.
 *
 * Errors: FormatError for XML that is malformed or not a CVAT export; `wrong` makes one for the current line.
 */
export function openCvat(file: string) {
  const parser = new SaxesParser()
  const wrong = (expected: string, found: string, fix: string) =>
    new FormatError(file, `line ${parser.line}`, { expected, found, fix })

  async function* read(events: CvatEvents): AsyncGenerator<void> {
    let hasRoot = false
    parser.on('error', (error) => {
      throw wrong('well-formed XML', error.message, 'Check that the file is complete.')
    })
    parser.on('opentag', ({ name, attributes }) => {
      if (!hasRoot && name !== 'annotations') throw wrong('the tag <annotations>', `<${name}>`, fixCvat)
      hasRoot = true
      events.opened(name, attributes as Record<string, string>)
    })
    parser.on('closetag', ({ name }) => events.closed(name))
    parser.on('text', (text) => events.text?.(text))
    for await (const chunk of readTextChunks(file)) {
      refuseNotUtf8(file, chunk, parser.line)
      parser.write(chunk)
      yield
    }
    parser.close()
    yield
  }
  return { read, wrong, line: () => parser.line }
}
