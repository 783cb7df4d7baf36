import type { DownloadFile } from './download-menu'

const base = (slug: string) => `/api/projects/${slug}/exports`

export const imageFiles = (slug: string): DownloadFile[] => [
  { name: 'CSV', what: 'Manifest with labels and credits', address: `${base(slug)}/images?format=csv` },
  { name: 'JSON Lines', what: 'The same, one object per line', address: `${base(slug)}/images?format=jsonl` },
  { name: 'Zip', what: 'Images and manifest', address: `${base(slug)}/images?format=zip` },
]

export const classFiles = (slug: string): DownloadFile[] => [
  { name: 'CSV', what: 'One class per line', address: `${base(slug)}/classes?format=csv` },
  { name: 'JSON', what: 'A list of objects', address: `${base(slug)}/classes?format=json` },
]

export const labelFiles = (slug: string): DownloadFile[] => [
  { name: 'CSV', what: 'Columns file and label', address: `${base(slug)}/labels?format=csv` },
  { name: 'JSON Lines', what: 'One object per line', address: `${base(slug)}/labels?format=jsonl` },
]

export const predictionFiles = (slug: string, model: string): DownloadFile[] => [
  {
    name: 'JSON Lines',
    what: 'One image per line',
    address: `${base(slug)}/predictions?${new URLSearchParams({ model, format: 'jsonl' })}`,
  },
  {
    name: 'CSV',
    what: 'One prediction per line',
    address: `${base(slug)}/predictions?${new URLSearchParams({ model, format: 'csv' })}`,
  },
]
