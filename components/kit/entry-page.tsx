import { EntryFrame, type EntryFrameProps } from './entry-frame'
import { LanguageSwitch } from './language-switch'

export const EntryPage = (props: Omit<EntryFrameProps, 'below'>) => <EntryFrame {...props} below={<LanguageSwitch />} />
