/** What the pages of the documentation draw, in the reader's language. */
export interface FieldView {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isSigned: boolean;
  readonly text: string;
  readonly example: string;
}

export interface AnswerRow {
  /** `data.pay_url`; `[]` marks each of a list. */
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

export type AnswerView =
  | { readonly kind: 'json'; readonly rows: readonly AnswerRow[]; readonly example: string }
  | { readonly kind: 'page'; readonly text: string };

export interface CodeView {
  readonly code: string;
  readonly text: string;
}

export interface OperationView {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** `POST /api/anypay/create`, one line for each address. */
  readonly addresses: readonly string[];
  readonly fields: readonly FieldView[];
  readonly recipe: string;
  readonly curl: string;
  readonly answer: AnswerView;
  readonly codes: readonly CodeView[];
}

export interface CallbackView {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly method: string;
  readonly fields: readonly FieldView[];
  readonly recipe: string;
  readonly example: string;
}

/** One program in one language. */
export interface Snippet {
  readonly language: string;
  readonly label: string;
  readonly code: string;
}

export interface NavigationGroup {
  readonly title: string;
  readonly href: string;
  readonly items: readonly { readonly title: string; readonly href: string }[];
}
