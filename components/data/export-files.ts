import type { DownloadFile } from './download-menu'

const base = (slug: string) => `/api/projects/${slug}/exports`

export const imageFiles = (slug: string): DownloadFile[] => [
  { name: 'CSV', what: 'Manifest with labels and credits', address: `${base(slug)}/images-csv` },
  { name: 'JSON Lines', what: 'The same, one object per line', address: `${base(slug)}/images-jsonl` },
  { name: 'Zip', what: 'Images and manifest', address: `${base(slug)}/images-zip` },
]

export const classFiles = (slug: string): DownloadFile[] => [
  { name: 'CSV', what: 'One class per line', address: `${base(slug)}/class-list-csv` },
  { name: 'JSON', what: 'A list of objects', address: `${base(slug)}/class-list-json` },
]

export const labelFiles = (slug: string): DownloadFile[] => [
  { name: 'CSV', what: 'Columns file and label', address: `${base(slug)}/original-labels-csv` },
  { name: 'JSON Lines', what: 'One object per line', address: `${base(slug)}/original-labels-jsonl` },
]

export const predictionFiles = (slug: string, model: string): DownloadFile[] => {
  const query = new URLSearchParams({ model })
  return [
    { name: 'JSON Lines', what: 'One image per line', address: `${base(slug)}/predictions-jsonl?${query}` },
    { name: 'CSV', what: 'One prediction per line', address: `${base(slug)}/predictions-csv?${query}` },
  ]
}
