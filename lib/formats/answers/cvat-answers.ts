import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'
import { FormatError, reasonOf, unreadable } from '@/lib/formats/format-error'
import { type FileAnswer, type OpenedAnswers, plainAnswer } from './file-answer'

/** Converts parser events to answers: the tags of each image, and the labels of its boxes and other shapes. */
class ImageTags {
  private image: string | null = null
  private labels = new Set<string>()
  private line = 0
  private isCvat = false
  readonly ready: FileAnswer[] = []

  constructor(
    private readonly file: string,
    private readonly parser: SaxesParser,
  ) {
    parser.on('error', (error) => {
      throw this.wrong('well-formed XML', error.message, 'Check that the file is complete.')
    })
    parser.on('opentag', ({ name, attributes }) => this.open(name, attributes as Record<string, string>))
    parser.on('closetag', ({ name }) => {
      if (name === 'image') this.close()
    })
  }

  private wrong(expected: string, found: string, mend: string) {
    return new FormatError({ file: this.file, where: `line ${this.parser.line}`, expected, found, mend })
  }

  private open(name: string, attributes: Record<string, string>) {
    if (name === 'annotations') this.isCvat = true
    if (!this.isCvat)
      throw this.wrong('the tag <annotations>', `<${name}>`, 'Export the task from CVAT as “CVAT for images 1.1”.')
    if (name === 'track')
      throw this.wrong('images', 'a track of a video', 'Export the task from CVAT as “CVAT for images 1.1”.')
    if (name === 'image') {
      if (!attributes.name) throw this.wrong('an image with a name', '<image> without one', 'Add the attribute “name”.')
      this.image = attributes.name
      this.line = this.parser.line
      this.labels = new Set()
    } else if (this.image !== null && name !== 'attribute' && attributes.label !== undefined) {
      this.labels.add(attributes.label)
    }
  }

  private close() {
    if (this.image === null) return
    const where = `line ${this.line}`
    if (this.labels.size === 0) this.ready.push(plainAnswer(where, this.image, null))
    for (const label of this.labels) this.ready.push(plainAnswer(where, this.image, label))
    this.image = null
  }
}

/** Reads CVAT for images 1.1: the distinct labels of an image's tags and shapes. CVAT does not export annotators. */
export async function openCvatAnswers(file: string): Promise<OpenedAnswers> {
  async function* answers() {
    const parser = new SaxesParser()
    const tags = new ImageTags(file, parser)
    const source = createReadStream(file, 'utf8')
    try {
      for await (const chunk of source as AsyncIterable<string>) {
        parser.write(chunk)
        yield* tags.ready.splice(0)
      }
      parser.close()
      yield* tags.ready.splice(0)
    } catch (cause) {
      if (cause instanceof Error && 'syscall' in cause) throw unreadable(file, reasonOf(cause))
      throw cause
    } finally {
      source.destroy()
    }
  }
  return {
    ...{ hasRaters: false, namesOnlyPresent: true, columns: null, answers: answers() },
    fields: { image: 'name', label: 'label', answer: 'label' },
  }
}
