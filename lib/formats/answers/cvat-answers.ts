import { fixCvat, openCvat } from '@/lib/formats/cvat-file'
import { type FileAnswer, type OpenedAnswers, plainAnswer } from './file-answer'

/** Converts parser events to answers: the tags of each image, and the labels of its boxes and other shapes. */
class ImageTags {
  private image: string | null = null
  private labels = new Set<string>()
  private isInSkeleton = false
  private line = 0
  readonly ready: FileAnswer[] = []

  constructor(private readonly cvat: ReturnType<typeof openCvat>) {}

  opened(tag: string, attributes: Record<string, string>) {
    if (tag === 'track') throw this.cvat.wrong('images', 'a track of a video', fixCvat)
    if (tag === 'image') {
      if (!attributes.name)
        throw this.cvat.wrong('an image with a name', '<image> without one', 'Add the attribute “name”.')
      this.image = attributes.name
      this.line = this.cvat.line()
      this.labels = new Set()
    } else if (this.image !== null && tag !== 'attribute' && attributes.label !== undefined) {
      // The points of a skeleton have labels of their own, such as “left eye”.
      if (!this.isInSkeleton) this.labels.add(attributes.label)
      if (tag === 'skeleton') this.isInSkeleton = true
    }
  }

  closed(tag: string) {
    if (tag === 'skeleton') this.isInSkeleton = false
    if (tag !== 'image' || this.image === null) return
    const where = `line ${this.line}`
    if (this.labels.size === 0) this.ready.push(plainAnswer(where, this.image, null))
    for (const label of this.labels) this.ready.push(plainAnswer(where, this.image, label))
    this.image = null
  }
}

/** Reads CVAT for images 1.1: the distinct labels of an image's tags and shapes. CVAT does not export annotators. */
export async function openCvatAnswers(file: string): Promise<OpenedAnswers> {
  async function* answers() {
    const cvat = openCvat(file)
    const tags = new ImageTags(cvat)
    for await (const _ of cvat.read(tags)) yield* tags.ready.splice(0)
  }
  return {
    ...{ hasRaters: false, namesOnlyPresent: true, columns: null, answers: answers() },
    fields: { image: 'name', label: 'label', answer: 'label' },
  }
}
