import { addressId } from './address-id'

export type AddressQuery = Record<string, string | string[] | undefined>

export interface AddressField<Value> {
  /** Parameter name, if it differs from the name of the field. */
  name?: string | undefined
  /** Value if the parameter is missing or cannot be parsed. */
  initial: Value
  read: (text: string) => Value | null
  write: (value: NonNullable<Value>) => string
  /** All texts that it reads, if there are few. */
  values?: readonly string[]
  /** Otherwise what it reads, as a sentence for whoever gave something else. */
  expects?: string
}

export interface Sort {
  by: string
  isDescending: boolean
}

/**
 * Defines the state of a page as a table of fields stored in its URL. Fields with their initial value are not written,
 * and values that cannot be parsed are ignored, so that old links still open. `tidy` removes combinations of fields
 * without a meaning, after reading and before writing.
 */
export function addressView<View extends object>(
  fields: { [Name in keyof View]: AddressField<View[Name]> },
  tidy: (view: View) => View = (view) => view,
) {
  const names = Object.keys(fields) as (keyof View & string)[]
  const initial = Object.fromEntries(names.map((name) => [name, fields[name].initial])) as View
  const textOf = (view: View, name: keyof View & string) => {
    const value = view[name]
    return value === null || value === undefined ? '' : fields[name].write(value)
  }
  const problemOf = (parameter: string, text: string | string[], view: View) => {
    const name = names.find((one) => parameter === (fields[one].name ?? one))
    if (name === undefined) return 'There is no such parameter.'
    if (typeof text !== 'string') return 'Give it once.'
    const { read, values, expects } = fields[name]
    const value = read(text)
    if (value === null) return expects ?? (values ? `Enter one of: ${values.join(', ')}.` : 'Enter a value.')
    const isIgnored = view[name] === initial[name] && value !== initial[name]
    return isIgnored ? 'It has no effect without another parameter.' : null
  }
  return {
    initial,
    read(query: AddressQuery): View {
      const values = names.map((name) => {
        const text = query[fields[name].name ?? name]
        const value = typeof text === 'string' ? fields[name].read(text.replaceAll('\0', '')) : null
        return [name, value ?? initial[name]]
      })
      return tidy(Object.fromEntries(values) as View)
    },
    names: names.map((name) => fields[name].name ?? name),
    /** The values of each parameter; undefined if there are too many to list. */
    values: Object.fromEntries(names.map((name) => [fields[name].name ?? name, fields[name].values])),
    /** Returns why `read` would ignore a parameter. Programs do not see which filters a page shows. */
    problems(query: AddressQuery): Record<string, string> {
      const view = this.read(query)
      return Object.fromEntries(
        Object.entries(query).flatMap(([parameter, text]) => {
          const problem = text === undefined ? null : problemOf(parameter, text, view)
          return problem === null ? [] : [[parameter, problem]]
        }),
      )
    },
    /** Returns the query string with its `?`, or an empty string. Omitted fields have their initial value. */
    write(view: Partial<View>): string {
      const whole = tidy({ ...initial, ...view })
      const query = new URLSearchParams()
      for (const name of names) {
        const text = textOf(whole, name)
        if (text !== textOf(initial, name)) query.set(fields[name].name ?? name, text)
      }
      // A comma needs no escape in a query, and unescaped URLs are easier to read.
      const text = query.toString().replaceAll('%2C', ',')
      return text && `?${text}`
    },
  }
}

export const oneOf = <Word extends string>(
  words: readonly Word[],
  initial: Word,
  name?: string,
): AddressField<Word> => ({
  ...{ name, initial, values: words },
  read: (text) => words.find((word) => word === text) ?? null,
  write: (word) => word,
})

export const optionalOneOf = <Word extends string>(
  words: readonly Word[],
  name?: string,
): AddressField<Word | null> => ({
  ...{ name, initial: null, values: words },
  read: (text) => words.find((word) => word === text) ?? null,
  write: (word) => word,
})

/** `-votes` sorts by votes, largest first. A table ignores columns that it does not have. */
export const sortedBy = (by: string, isDescending = false): AddressField<Sort> => ({
  name: 'sort',
  initial: { by, isDescending },
  expects: 'Enter the name of a column, with a minus before it for the largest first.',
  read: (text) => (/^-?[a-z]{1,40}$/i.test(text) ? { by: text.replace('-', ''), isDescending: text[0] === '-' } : null),
  write: (sort) => `${sort.isDescending ? '-' : ''}${sort.by}`,
})

export const pageNumber = (name = 'page'): AddressField<number> => ({
  ...{ name, initial: 1, expects: 'Enter a whole number from 1.' },
  read: (text) => addressId(text) || null,
  write: String,
})

export const id = (name?: string, least = 0): AddressField<number | null> => ({
  ...{ name, initial: null, expects: `Enter a whole number from ${least}.` },
  read(text) {
    const found = addressId(text)
    return found !== null && found >= least ? found : null
  },
  write: String,
})

/** Parses a number with at most six decimals, so that it is written as it was read. */
export function numberIn(text: string, least: number, most: number): number | null {
  const value = /^(\d{1,3}(\.\d{0,6})?|\.\d{1,6})$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

export const decimal = (name: string, least = 0): AddressField<number | null> => ({
  ...{ name, initial: null, expects: `Enter a number from ${least} to 1, such as 0.4, with at most six decimals.` },
  read: (text) => numberIn(text, least, 1),
  write: String,
})

export const yesNo = (name: string): AddressField<boolean | null> => ({
  ...{ name, initial: null, values: ['yes', 'no'] },
  read: (text) => (text === 'yes' ? true : text === 'no' ? false : null),
  write: (value) => (value ? 'yes' : 'no'),
})

export const isOn = (name: string, word = 'yes'): AddressField<boolean> => ({
  ...{ name, initial: false, values: [word] },
  read: (text) => text === word || null,
  write: (value) => (value ? word : ''),
})

/** Free text. Empty: no filter. */
export const words = (name?: string, most = 200): AddressField<string> => ({
  ...{ name, initial: '' },
  read: (text) => text.trim().slice(0, most).trim(),
  write: (text) => text,
})

export const optionalName = (name?: string, most = 200): AddressField<string | null> => ({
  ...words(name, most),
  initial: null,
  read: (text) => text.trim().slice(0, most).trim() || null,
})
