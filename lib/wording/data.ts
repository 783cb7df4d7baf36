import type { FileRole } from '@/lib/domain/data/file-role'
import type { PlannedImport } from '@/lib/domain/data/folder-plan'
import { counted } from './number'

export const fileRoleWord: Record<FileRole, string> = {
  picture: 'Image',
  zip: 'Zip of images',
  manifest: 'Image manifest',
  classes: 'Classes',
  labels: 'Original labels',
  predictions: 'Model predictions',
  'file-list': 'File names for a matrix',
}

export interface PlanCounts {
  pictures: number
  /** Whether the manifest names authors or licences. */
  hasCredits: boolean
  /** Folders that become a class each. */
  folderClasses: number
}

function list(parts: string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function imageWords(images: NonNullable<PlannedImport['images']>, labels: PlannedImport['labels'], counts: PlanCounts) {
  const unknown = images.manifest ? 'the images in the manifest' : 'the images in the zip'
  const which = counts.pictures > 0 ? counted(counts.pictures, 'image', 'images', 'en') : unknown
  const extras = [labels ? 'labels' : '', counts.hasCredits ? 'credits' : ''].filter(Boolean)
  return extras.length > 0 ? `${which} with ${extras.join(' and ')}` : which
}

/** What an import is about to do: “1,000 images with labels and credits, the ImageNet-1k classes and 5 models”. */
export function planWords({ classes, images, labels, predictions }: PlannedImport, counts: PlanCounts): string {
  const parts: string[] = []
  if (images) parts.push(imageWords(images, labels, counts))
  else if (labels) parts.push('original labels')
  if (classes?.from === 'folders')
    parts.push(`${counted(counts.folderClasses, 'class', 'classes', 'en')} from folder names`)
  else if (classes) parts.push(classes.from === 'file' ? 'classes' : 'the ImageNet-1k classes')
  if (predictions.length > 0) parts.push(counted(predictions.length, 'model', 'models', 'en'))
  return list(parts)
}
