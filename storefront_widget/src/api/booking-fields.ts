/** What is asked of each thing that the booking and manage pages show. */
export const PERSON = `
  id
  name
  languages
  avatarUrl
`;
export const PAGE = `
  campaign
  name
  description
  storeName
  logoUrl
  timeZone
  durationMinutes
  booksFrom
  opensAt
  closesAt
  personalShoppers {
    ${PERSON}
  }
  questions {
    id
    label
    kind
    required
    options
  }
  consentText {
    id
    version
    text
  }
  privacyPolicyUrl
  termsUrl
  shopUrl
`;
export const EVENT = `
  id
  status
  startsAt
  endsAt
  durationMinutes
  customerName
  customerEmail
  personalShopper {
    ${PERSON}
  }
`;
export const SLOT = `
  startsAt
  endsAt
  personalShoppers {
    id
    name
  }
`;
export const ERRORS = `
  errors {
    field
    message
    code
  }
`;
