import type { BrowserContext, Page } from 'playwright/test'

/** An image and the eight classes that raters are asked about. */
export interface Photo {
  /** Name of the file in the folder of photographs. */
  file: string
  candidates: string[]
}

export interface Screen {
  /** Selector of the image to rate. */
  picture: string
  /** JavaScript that is true when the screen handles keys. */
  isReady: string
  /** JavaScript that counts the answered candidates. */
  answered: string
  keys(answers: number[]): string[]
  /** Key after the last answer; null if the last answer submits. */
  submit: string | null
}

/** How many answers one rater gave about one image. */
export interface RatedImage {
  image: string
  rater: string
  answers: number
}

/** A running server with its own folder. */
export interface Server {
  url: string
  /** Root processes, including the database. */
  pids(): number[]
  /** Creates a project that asks this many raters about each photo, and returns its name. */
  load(photos: Photo[], raters: number): Promise<string>
  /** Creates ten raters of a project. */
  prepare(project: string): Promise<void>
  /** Opens the rating screen of a project as the rater with this index. */
  open(context: BrowserContext, project: string, rater: number): Promise<Page>
  /** Exports all answers. */
  read(project: string): Promise<RatedImage[]>
  /** Kills all processes with SIGKILL. */
  kill(): Promise<void>
  /** Starts again on the same folder. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface Tool {
  name: string
  screen: Screen
  /** Starts on an empty folder and resolves when it serves. */
  start(): Promise<Server>
}

export const answerNames = ['no', 'maybe', 'yes']

/** A column of the keyboard per candidate: no above maybe above yes. */
export const keyColumns = ['qaz', 'wsx', 'edc', 'rfv', 'tgb', 'yhn', 'ujm', 'ikl']

export const columnKeys = (answers: number[]) => answers.map((answer, at) => keyColumns[at]![answer]!)

/** Counts answers, given as an image and a rater each. */
export function countAnswers(answers: [image: string, rater: string][]): RatedImage[] {
  const counts = new Map<string, RatedImage>()
  for (const [image, rater] of answers) {
    const key = `${image}\n${rater}`
    const counted = counts.get(key) ?? { image, rater, answers: 0 }
    counts.set(key, { ...counted, answers: counted.answers + 1 })
  }
  return [...counts.values()]
}
