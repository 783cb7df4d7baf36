import type { ReleaseFormatKey } from '../release-formats'
import { croissantFile } from './croissant-file'
import { foldersFile } from './folders-file'
import { huggingFaceFile } from './huggingface-file'
import { labelsCsvFile, realJsonFile } from './label-files'
import { labelStudioConfigFile, labelStudioFile } from './label-studio-files'
import { labelsJsonlFile } from './labels-jsonl-file'
import { goldenNpzFile, ratersGoldenNpzFile, ratersNpzFile, scoresNpzFile } from './npz-files'
import { candidatesParquetFile, classesParquetFile, labelsParquetFile, votesParquetFile } from './parquet-files'
import type { FileBytes, ReleaseWriting } from './release-writing'
import { candidatesCsvFile, classesCsvFile, goldenCsvFile, ratersCsvFile, votesCsvFile } from './table-files'

/** How each file of a release is written. */
export const releaseWriters: Record<ReleaseFormatKey, (writing: ReleaseWriting) => FileBytes> = {
  'real-json': realJsonFile,
  'scores-npz': scoresNpzFile,
  'raters-npz': ratersNpzFile,
  'golden-npz': goldenNpzFile,
  'raters-golden-npz': ratersGoldenNpzFile,
  'labels-csv': labelsCsvFile,
  'labels-jsonl': labelsJsonlFile,
  'candidates-csv': candidatesCsvFile,
  'votes-csv': votesCsvFile,
  'raters-csv': ratersCsvFile,
  'golden-csv': goldenCsvFile,
  'classes-csv': classesCsvFile,
  'labels-parquet': labelsParquetFile,
  'candidates-parquet': candidatesParquetFile,
  'votes-parquet': votesParquetFile,
  'classes-parquet': classesParquetFile,
  huggingface: huggingFaceFile,
  'label-studio': labelStudioFile,
  'label-studio-config': labelStudioConfigFile,
  'imagenet-folders': foldersFile,
  croissant: croissantFile,
}

/** Files that say of a release whether it was withdrawn; all others stay as they were. */
export const tellsOfWithdrawal = (format: ReleaseFormatKey): boolean =>
  format === 'huggingface' || format === 'croissant'

/** Raised whenever the same release is written otherwise than before, so that files made by earlier versions are left alone. */
export const writersVersion = 1
