import type { MessageArea } from '@/components/ui/area-messages'

/** Message areas that the rating screen needs. */
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
