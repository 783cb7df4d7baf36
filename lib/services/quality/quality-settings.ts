import { type QualitySettings, qualitySettings } from '@/lib/contracts/quality'
import { AppError } from '@/lib/errors'

/** The settings as they are stored in a project, with what is left out at its default. */
export function qualitySettingsOf(stored: unknown): QualitySettings {
  const parsed = qualitySettings.safeParse(stored)
  if (parsed.success) return parsed.data
  throw new AppError('conflict', 'The stored quality settings cannot be read. Save them again on the Quality page.')
}

/** Whether anyone is checked by gold questions at all. */
export const usesControlTasks = ({ goldenShare, qualification }: QualitySettings): boolean =>
  goldenShare > 0 || qualification !== null
