/** File name of the ImageNet validation image at this position, counted from 0. */
export const validationFileName = (position: number) => `ILSVRC2012_val_${String(position + 1).padStart(8, '0')}.JPEG`

/** Position of a validation image by its file name, or null for any other name. */
export function validationPosition(fileName: string): number | null {
  const digits = /^ILSVRC2012_val_(\d{8})\.JPEG$/.exec(fileName)?.[1]
  return digits && Number(digits) > 0 ? Number(digits) - 1 : null
}
