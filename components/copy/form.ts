/** What is wrong with a field, by the code of the check that it failed. */
export const formCopy = {
  errors: {
    required: "Fill this in.",
    too_small: "This is too short.",
    too_big: "This is too long.",
    invalid_format: "This does not have the right form.",
    invalid_type: "This does not have the right form.",
    invalid_value: "Choose one of the options.",
    invalid_union: "This does not have the right form.",
    not_multiple_of: "This number is not allowed.",
    unrecognized_keys: "This is not expected here.",
    custom: "This is not allowed.",
    wrong_password: "This is not your password.",
    wrong_code: "This code is not right. Codes change every 30 seconds: take the newest.",
    too_weak: "Take a longer password: at least 10 characters.",
    same_password: "This is your password already. Choose another.",
    not_the_same: "The two passwords differ.",
    already_staff: "This person is staff already. Change their role in the list.",
    not_in_the_future: "Choose a day after today.",
    taken: "This is in use already.",
  } as Record<string, string>,
  wrong: "This is not allowed.",
  summary: (count: number) =>
    count === 1 ? "One field needs your attention." : `${count} fields need your attention.`,
  unsaved: "You have changes that are not saved.",
};
