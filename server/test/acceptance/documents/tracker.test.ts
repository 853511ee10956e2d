/** Tracker Products: "API Example Create Case", from looking up the officer to mending the auto disposition settings. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { tracker } from '../support/clients.ts';
import { openServer } from '../support/server.ts';

let server: Awaited<ReturnType<typeof openServer>>;

before(async () => {
  server = await openServer();
});

after(() => server.close());

const call = (token?: string) => tracker(server.url, token);

interface Case {
  id: number;
  caseNumber: string;
  caseOfficerIds: number[];
  offenseTypeId: number;
  offenseDate: string | null;
  reviewDate: string | null;
  createdDate: string;
  formData: { formId: number; formName: string; data: string; visibilityId: number; dateFields: string[] }[] | null;
}

const post = async (body: string | object): Promise<Case> => {
  const answer = await call()('POST', '/api/cases', { body });
  assert.equal(answer.status, 200, answer.text);
  const made = answer.json<Case>();
  assert.deepEqual((await call()('GET', `/api/cases/${made.id}`)).json(), made);
  assert.deepEqual((await call()('GET', `/api/cases/getByNumber?value=${made.caseNumber}`)).json(), made);
  return made;
};

test('the search by e-mail address gives the id of the officer', async () => {
  const search = '/api/users/typeahead?hideOverlay=true&search=msingleton@riverside.test';
  const { users, usersCount } = (await call()('GET', search)).json<{
    users: { id: number; text: string }[];
    usersCount: number;
  }>();
  assert.deepEqual(users, [{ id: 12659, text: ' Mike Singleton (msingleton@riverside.test)' }]);
  assert.equal(usersCount, 1);
});

test('the list of offense types gives texts and ids', async () => {
  const types = (await call()('GET', '/api/offensetypes?belongToOrganization=false')).json<
    { id: number; text: string }[]
  >();
  assert.deepEqual(
    types.map(({ id, text }) => [id, text]),
    [
      [1, 'Other'],
      [2, 'Arson'],
      [3, 'Assault'],
      [74, 'Alcohol Related'],
      [178, 'Bomb Threat'],
    ],
  );
});

// As printed, but for the comma that is missing after the location, and the remark behind the date.
const firstExample = `{
        "caseOfficerIds": [ 12659 ],
       "offenseTypeId":1,
       "caseNumber":"20171129D",
       "offenseDescription":"Test Offense Description",
       "offenseLocation":"123 My Address New York, Ny 20012",
       "offenseDate":"2017-11-29 13:25:00.000",
       "active":true,
       "formData":[],
       "tags":[],
}`;

test('the first example makes a case, its last comma too', async () => {
  const made = await post(firstExample);
  assert.deepEqual(
    [made.caseNumber, made.caseOfficerIds, made.offenseTypeId, made.offenseDate, made.formData],
    ['20171129D', [12659], 1, '2017-11-29T13:25:00Z', null],
  );
});

test('the case number is unique: the same example a second time is refused', async () => {
  const again = await call()('POST', '/api/cases', { body: firstExample });
  assert.equal(again.status, 400);
  assert.deepEqual(again.json(), {
    message: 'The request is invalid.',
    modelState: { caseNumber: ["Case number '20171129D' is already in use."] },
  });
});

for (const [member, value] of [
  ['offenseDate', '11/29/2017 1:25:00 PM'],
  ['offenseDate', '2017-11-29T13:25:00'],
]) {
  test(`the date is read in twelve hours too, and without a zone: ${value}`, async () => {
    const body = firstExample
      .replace('2017-11-29 13:25:00.000', value ?? '')
      .replace('20171129D', `date ${value}`.replaceAll('/', '-'));
    assert.equal((await post(body))[member as 'offenseDate'], '2017-11-29T13:25:00Z');
  });
}

test('a date without a time gets the time of the server', async () => {
  const made = await post(firstExample.replace('2017-11-29 13:25:00.000', '2017-11-29').replace('20171129D', 'day'));
  assert.match(made.offenseDate ?? '', /^2017-11-29T/);
});

for (const missing of ['caseOfficerIds', 'offenseTypeId', 'caseNumber', 'formData']) {
  test(`${missing} is required`, async () => {
    const body = {
      caseOfficerIds: [12659],
      offenseTypeId: 1,
      caseNumber: 'missing',
      formData: [],
      tags: [],
      [missing]: undefined,
    };
    const answer = await call()('POST', '/api/cases', { body });
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.json()['modelState'], { [missing]: [`The ${missing} field is required.`] });
  });
}

const formText = `{"field2426":{"1":true},
"field2428":"2",
"field2430":"3",
"field2435":"3",
"field2424":"This is a text field",
"field2432":"2020-02-13T05:00:00.000Z"}`;

// As printed, line breaks inside the text included, but for the comma that is missing after the officers.
const formExample = `{
"offenseDate": "2020-02-13T05:00:00.000Z",
"active": true,
"offenseDescription": "Burning Down The House",
"offenseTypeId": 2,
"formData": [
{
"formId": 1184,
"formName": "Test Form Cases",
"data": "${formText.replaceAll('"', '\\"')}",
"visibilityId": 1,
"dateFields": [
"field2432"
]
}
],
"tags": [
],
"reviewDateNotes": "",
"checkInProgress": false,
"caseNumber": "2020-0213-01",
"reviewDate": "2021-02-12T19:27:04.230Z",
"caseOfficerIds": [ 12659 ],
"offenseLocation": "Newport, KY, USA"
}`;

test('the example with custom form data makes a case that has the form', async () => {
  const made = await post(formExample);
  assert.equal(made.reviewDate, '2021-02-12T19:27:04.230Z');
  const [entry] = made.formData ?? [];
  assert.deepEqual(
    [entry?.formId, entry?.formName, entry?.visibilityId, entry?.dateFields, entry?.data],
    [1184, 'Test Form Cases', 1, ['field2432'], formText],
  );
});

const bombThreat = {
  active: true,
  offenseDescription: 'test',
  offenseTypeId: 178,
  formData: [],
  tags: [],
  reviewDateNotes: '',
  checkInProgress: false,
  caseNumber: '2020-0325-02',
  reviewDate: '2047-09-26T14:08:21.372Z',
  caseOfficerIds: [12659],
  offenseLocation: 'Newport, KY, USA',
};

const offenseType = (id: number, name: string) => ({
  organizationOffenseTypeFollowUpDays: null,
  id,
  name,
  active: true,
  offenseTypeForms: null,
  organizations: [],
  autoDispositionSettings: [],
  customDropdownCategoryId: 1,
  customDropdownCategory: null,
});

const reviewers = [
  {
    officeId: 1,
    officeName: '1 Office, LLC',
    generalTaskFromUserId: 1,
    generalTaskFromUserGroupId: null,
    isDefault: true,
    isGeneralTaskFromUser: true,
  },
  {
    officeId: 175,
    officeName: '175 Office',
    generalTaskFromUserId: null,
    generalTaskFromUserGroupId: 76,
    isDefault: false,
    isGeneralTaskFromUser: false,
  },
];

const put = {
  isAutoDispositionOn: true,
  officeAutoDispositionReviewers: reviewers,
  settings: [
    {
      id: 0,
      active: false,
      daysToFollowUp: 100,
      organizationId: 1,
      organization: null,
      offenseTypeId: 178,
      offenseType: offenseType(178, 'Bomb Threat'),
    },
  ],
  listPermissionGroupIds: [1, 68, 69, 1387, 1388, 1389],
  createPermissionGroupIds: [1, 68, 69, 1387, 1389],
  updatePermissionGroupIds: [43, 68, 69, 1387, 1389],
};

interface Settings {
  isAutoDispositionOn: boolean;
  officeAutoDispositionReviewers: { officeId: number }[];
  settings: { id: number; offenseTypeId: number }[];
}

const getSettings = async () => (await call()('GET', '/api/autoDisposition/settings/')).json<Settings>();

test('auto disposition: the error, the settings, the groups, the PUT, and then the case', async (t) => {
  await t.test('it is switched on while one type has no setting', async () => {
    const answer = await call()('PUT', '/api/autoDisposition/settings/', { body: { ...put, settings: [] } });
    assert.equal(answer.status, 200, answer.text);
  });
  const refusal = { autoDispoErrors: ['Auto Disposition Settings are not found for Bomb Threat'] };
  await t.test('a case of that type is refused, and of any other', async () => {
    const other = { ...bombThreat, offenseTypeId: 1 };
    for (const body of [bombThreat, other]) {
      const answer = await call()('POST', '/api/cases/', { body });
      assert.equal(answer.status, 400);
      assert.deepEqual(answer.json(), refusal);
    }
  });
  await t.test('GET shows the type without a setting as id 0, 0 days, organization 0', async () => {
    const { isAutoDispositionOn, officeAutoDispositionReviewers, settings } = await getSettings();
    assert.equal(isAutoDispositionOn, true);
    const named = officeAutoDispositionReviewers.filter(({ officeId }) => officeId === 1 || officeId === 175);
    assert.deepEqual(named, reviewers);
    const saved = (id: number, name: string) => ({
      active: true,
      daysToFollowUp: 1000,
      organizationId: 1,
      organization: null,
      offenseTypeId: id,
      offenseType: offenseType(id, name),
    });
    for (const [id, name] of [
      [1, 'Other'],
      [2, 'Arson'],
      [3, 'Assault'],
    ] as const) {
      const { id: settingId = 0, ...rest } = settings.find(({ offenseTypeId }) => offenseTypeId === id) ?? {};
      assert.ok(settingId > 0);
      assert.deepEqual(rest, saved(id, name));
    }
    const missing = { ...saved(178, 'Bomb Threat'), id: 0, active: false, daysToFollowUp: 0, organizationId: 0 };
    assert.deepEqual(
      settings.find(({ offenseTypeId }) => offenseTypeId === 178),
      missing,
    );
  });
  await t.test('the groups with access of the three kinds', async () => {
    const groups = async (kind: number) =>
      (await call()('GET', `/api/autoDisposition/${kind}/groups/`)).json<{ id: number }[]>();
    assert.deepEqual(await groups(1), [
      { id: 1, text: 'Not used Admin' },
      { id: 68, text: 'Power User' },
      { id: 69, text: 'Basic User' },
      { id: 1387, text: 'Has CLP Access' },
      { id: 1388, text: 'Has NO CLP Access' },
      { id: 1389, text: 'Has CLP No Create Transactions' },
    ]);
    assert.deepEqual(
      (await groups(4)).map(({ id }) => id),
      put.createPermissionGroupIds,
    );
    assert.deepEqual(
      (await groups(3)).map(({ id }) => id),
      put.updatePermissionGroupIds,
    );
  });
  await t.test('the PUT needs an org admin', async () => {
    assert.equal(
      (await call('tracker-basic-token')('PUT', '/api/autoDisposition/settings/', { body: put })).status,
      403,
    );
    assert.deepEqual((await call()('POST', '/api/cases/', { body: bombThreat })).json(), refusal);
  });
  for (const list of ['listPermissionGroupIds', 'createPermissionGroupIds', 'updatePermissionGroupIds']) {
    await t.test(`the PUT must have ${list}`, async () => {
      const answer = await call()('PUT', '/api/autoDisposition/settings/', { body: { ...put, [list]: undefined } });
      assert.equal(answer.status, 400);
      assert.deepEqual(Object.keys(answer.json<{ modelState: object }>().modelState), [list]);
    });
  }
  await t.test('the PUT of the document, with the one type that had no setting', async () => {
    const answer = await call()('PUT', '/api/autoDisposition/settings/', { body: put });
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.json(), await getSettings());
    const bomb = answer.json<Settings>().settings.find(({ offenseTypeId }) => offenseTypeId === 178);
    assert.ok((bomb?.id ?? 0) > 0);
    assert.deepEqual(bomb, { ...put.settings[0], active: true, id: bomb?.id });
    assert.equal(answer.json<Settings>().settings.length, 5, 'the other types stay');
  });
  await t.test('then the case is made, and keeps the review date that was sent', async () => {
    assert.equal((await post(bombThreat)).reviewDate, '2047-09-26T14:08:21.372Z');
  });
  await t.test('without a date it gets the days of its type', async () => {
    const { reviewDate, createdDate } = await post({
      ...bombThreat,
      caseNumber: '2020-0325-03',
      reviewDate: undefined,
    });
    assert.equal(Date.parse(reviewDate ?? '') - Date.parse(createdDate), 100 * 86_400_000);
  });
});
