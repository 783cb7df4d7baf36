import { expect, test } from 'vitest'
import de from '@/lib/wording/messages/de.json'
import en from '@/lib/wording/messages/en.json'
import { sentMessages } from './area-messages'

test('asks signed-out participants of a panel, who have no password, to open the study again', () => {
  const reason = (messages: typeof en, isVisitor: boolean) =>
    sentMessages(messages, ['rating'], isVisitor).common.reason_unauthenticated
  expect(reason(en, false)).toContain('Sign in again')
  expect(reason(en, true)).toContain('Open the study again')
  expect(reason(de, true)).toContain('Öffne die Studie')
  expect(Object.keys(sentMessages(en, ['rating'], true))).toEqual(['common', 'account', 'rating'])
})
