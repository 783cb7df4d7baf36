import type { MessageArea } from '@/components/ui/area-messages'

/** The texts that the rating screen is written in. */
export const ratingAreas: MessageArea[] = [
  'rating',
  'ratingNotes',
  'picture',
  'candidate',
  'keys',
  'pageKeys',
  'skip',
  'flags',
  'suggestions',
  'training',
  'documents',
  'panel',
  'messages',
  'grid',
  'history',
]
