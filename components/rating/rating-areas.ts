import type { MessageArea } from '@/components/ui/area-messages'

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
