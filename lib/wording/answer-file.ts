import type { AnswerColumn, AnswerFormatKey } from '@/lib/domain/data/answer-format'

export const answerFormatWord: Record<AnswerFormatKey, string> = {
  'raters-npz': 'raters.npz',
  huggingface: 'folder for Hugging Face',
  parquet: 'answers in Parquet',
  cvat: 'CVAT for images',
  'labels-by-file': 'labels-by-file.json',
  coco: 'COCO',
  'label-studio': 'Label Studio',
  'index-lists': 'class indices of each image',
  jsonl: 'answers in JSON Lines',
  'labels-csv': 'labels.csv',
  csv: 'answers in CSV',
  'image-list': 'list of images and classes',
}

export const answerColumnWord: Record<AnswerColumn, string> = {
  image: 'Image',
  rater: 'Rater',
  label: 'Class',
  answer: 'Answer',
  time: 'Time',
}
