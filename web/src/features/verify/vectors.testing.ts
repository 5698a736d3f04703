// Published figures the verifier is held to: the reference tree of the Certificate Transparency C++ tests, a tree of
// "event-0", "event-1", …, a signed note with a witness, and RFC 8032 with its malleable twins. As in src/merkle.
export const REFERENCE_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
export const REFERENCE = {
  roots: {
    1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    3: 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    4: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    5: '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    6: '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    7: 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  } as Record<number, string>,
  inclusion: [
    {
      index: 0,
      size: 8,
      leaf: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      path: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      index: 5,
      size: 8,
      leaf: '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
      path: [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
  ],
  consistency: [
    {
      older: 1,
      newer: 8,
      path: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      older: 6,
      newer: 8,
      path: [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
  ],
};
export const EVENTS = {
  roots: {
    1: '6734db3b19b64dc83703f9a1f4aee7697dfb292fb4e0827cc63f8a351b1b3609',
    2: '3fd1d5a059ab171a345f9912c83c2dd8b7933b4e950e6749bc83dbb1f43ccbde',
    3: 'db2effe64d36352bcd4c260bde0e1138310c9f77b89d4c57578652f9b185b630',
    4: '330157348b2985bd1c4657e44f3628ae9176dd82811ffb31a8e011b9dea8b9a1',
    5: '0b74d4300e798056cd48728b4fb01e9f15ad3e0a7950fbc58974ff6753271d24',
    7: '813bda3a42000f8294b6a954ea83792c2defae65246ef760af9fdd53af7d4638',
    8: '37dd16ebf683d96c0e244084d5cd76e022d00c6a092f6008cc8ac7abcd2b6f12',
    9: '93caf1904885a0aebce52d6daad26289ae5a0a7981789f075bba4f2b73f2dfd9',
    15: 'dd4dd6d18e3437e679ee8d01009ba5ddd2ce10942d183d8d151371d61c3d8c13',
    16: 'd035246e4cc81f15910b39b06fa1cff1058b04560e1401eb9e38ee5a6141722d',
    17: '1054356c8fbea9200453c74e52cfd34276314ac865c159e6d986a7bffab1f717',
    100: 'c98b1d3bbb0e87a221f856ed6c8b88bd8cab8a165adf5818f0be31befc97271f',
    255: 'f897cd1ca68411adcf7c96d6ff8f2a3820fb8f875326b7a0ccd5e7cd2401f8ca',
    256: '63c56b646560de064a88321722936845520f2c8663e3dc01e6277fe608311679',
    257: 'ca8470b7fee55b3a4083bd3fb8afb0a74b0c365a2daef3d969012211da45488c',
    1000: '3864040a16db2508f61b0dfce48c1ae570690fa82bbbb167f813ebeb915f1175',
    65535: '4dc47d08f624c02b7170684a89c566b62cf5d99678a768af747b5693df855111',
    65536: 'de8b46e338fde16d099447f91ec594e1598ec5bbdbca8938beb7512e76f39daa',
    65537: '204718ca1d559ac2823f193d33c3b4a06c54def012ff1ef2c80436e86e45283f',
    70000: 'cb6c0dc41879e806df8946d9648a9f2578d49148913e13a48e3c789441036f65',
  } as Record<number, string>,
  inclusion: [
    { index: 0, size: 1, leaf: '6734db3b19b64dc83703f9a1f4aee7697dfb292fb4e0827cc63f8a351b1b3609', path: [] },
    {
      index: 2,
      size: 7,
      leaf: '4fb70daa0a6daaf7e93f2b37c5e5df73346630fd8a51996d50f1d8eeff279426',
      path: [
        '5f3e698cf937622aca7c6bf273ef2176092ec33c162dccae39df8701625d189f',
        '3fd1d5a059ab171a345f9912c83c2dd8b7933b4e950e6749bc83dbb1f43ccbde',
        '09d13ddb7669b7344c1a4e7fcd27d9367524d4cc6f9831e367d86c103d39eb78',
      ],
    },
    {
      index: 6,
      size: 7,
      leaf: '855a91c6bbe94f5b40fdbff6cd3fedff9457c22fa53380a5a760286396d19b02',
      path: [
        '35a34418ee4343aa51ebc6e97899075c467f12dd217aea54cc2d71581813d413',
        '330157348b2985bd1c4657e44f3628ae9176dd82811ffb31a8e011b9dea8b9a1',
      ],
    },
    {
      index: 256,
      size: 257,
      leaf: '0bddf12df622678b87ff03bf9feb23b96d10f6ec647efdc66c871668d964d9ae',
      path: ['63c56b646560de064a88321722936845520f2c8663e3dc01e6277fe608311679'],
    },
    {
      index: 999,
      size: 1000,
      leaf: '2a5f5e62cb63b4de11b96fb2a49e164248e3e30caa76dae3527269e84f186289',
      path: [
        'a3195f031807bce6fdfb955bf4ec402e5a7b93645eef9de8414abd224f1ff6d6',
        '011ce0fa887ec1f859c059377cc49f240a59028acdf74ee398eb5f06cde50a02',
        'cd62741ce073cef9b8981482570a79228f2d25913f79cc957c5bd6001d2608e7',
        '51a342080ab6af414408393e37196727d4f4fd6c18e14f0b092415b0001be812',
        'e3b74e06aa9efabaa27dc02640bbdeb5b392c81daae9895626fa39cfbc4fbee7',
        '847c038ffe1e488190011ca1407d0aedcd0fa74e1ffd390991eee13d6de16055',
        'be203ead193816fd5cde3abd9488ce13411680853bd1290fdcf60645802f4ec5',
        'ca827fd11e6c83635b9d6fef144262bc67381af9066b722052cd38db9f476bf2',
      ],
    },
  ],
  consistency: [
    {
      older: 3,
      newer: 7,
      path: [
        '4fb70daa0a6daaf7e93f2b37c5e5df73346630fd8a51996d50f1d8eeff279426',
        '5f3e698cf937622aca7c6bf273ef2176092ec33c162dccae39df8701625d189f',
        '3fd1d5a059ab171a345f9912c83c2dd8b7933b4e950e6749bc83dbb1f43ccbde',
        '09d13ddb7669b7344c1a4e7fcd27d9367524d4cc6f9831e367d86c103d39eb78',
      ],
    },
    { older: 4, newer: 8, path: ['daa36cb7ff32e4f3f2951544610295d886da3ac7acb39c240aa6e3e3d7a97fe9'] },
    { older: 7, newer: 7, path: [] },
    {
      older: 255,
      newer: 257,
      path: [
        '2f7dcf75d3ecda41ba6eccb5993d58c426a103a90069dc405d61cd25152e669b',
        '465d509ce76eaa6d0c1936eaa35ed0328147b7a64b3cf91297a5a3af9405e49d',
        '2877bb708c2ef67b83d40370769a4d59de8f5edc3f053b37e912840f6a699a42',
        '722de810c7552e6ea19d227499052c3f92451ef02f71065698b16dcedbc19c7a',
        'f39acb820764e6af1d9ee76b681050b6bca90d48273f9686395753e5c3df7502',
        '9bc94ab6aa2f04a57afd1ae4f6f46af99a80f8208bf38f4a4e2802f95fb4aa9f',
        '041326e932ab7b3a196f4b4d9ff8d658c62b0291d24aafb187301cf7e38121a2',
        '4e85698682a93fb291643e0b482aaa4dcdcf039b787732756517227bd25c9f26',
        'cd49b80c8001d8639e661cbe1084aeb125f02d192a2cad9adaf559552320482a',
        '0bddf12df622678b87ff03bf9feb23b96d10f6ec647efdc66c871668d964d9ae',
      ],
    },
    {
      older: 256,
      newer: 1000,
      path: [
        '53d1243f66824fced385356b1929e259b64adaed7cf8cec775507d7ef652f280',
        '7d4aa7c7970d9016c6769b09b969dcb20fdfc48a326b4c003a5a21261c8b463e',
      ],
    },
  ],
};
export const EVENT_TILES = [
  {
    size: 1000,
    path: 'tile/0/000',
    bytes: 8192,
    sha256: 'ed9ce093d17c8fd1939bc079d84be4d682e1027f469eb4fd0bf37db4355d7522',
  },
  {
    size: 1000,
    path: 'tile/0/003.p/232',
    bytes: 7424,
    sha256: '9809ae16ed2711dfed0fd7070ee3ea74569eda436cd8f304bb2fc73ef1d435ad',
  },
  {
    size: 1000,
    path: 'tile/1/000.p/3',
    bytes: 96,
    sha256: '42de7b35f339e1a7f2bb576c5260b5b8c8791fdea8fd72932f75d514029d6e07',
  },
  {
    size: 70000,
    path: 'tile/0/000',
    bytes: 8192,
    sha256: 'ed9ce093d17c8fd1939bc079d84be4d682e1027f469eb4fd0bf37db4355d7522',
  },
  {
    size: 70000,
    path: 'tile/0/272',
    bytes: 8192,
    sha256: '57ce3261c8f01f464ddc6bc3ceeb1de02ef6b65a9ff2a48338e65a1f8828f5cb',
  },
  {
    size: 70000,
    path: 'tile/0/273.p/112',
    bytes: 3584,
    sha256: '41ce9a7ffcdbf1fba96e022c4039c66972f9dd9bb033dc7afe1a039fc0fe840f',
  },
  {
    size: 70000,
    path: 'tile/1/000',
    bytes: 8192,
    sha256: 'e11a17d168b069ba49e262fc0ba4b253f1c9dcb20531dc66884d97c557a23403',
  },
  {
    size: 70000,
    path: 'tile/1/001.p/17',
    bytes: 544,
    sha256: '8f5e20426293346d5ddd167fd146c086668d032d9fb0996a1a80665da461853a',
  },
  {
    size: 70000,
    path: 'tile/2/000.p/1',
    bytes: 32,
    sha256: '5e8a31389583538e0a90f4f8d138bc42363d387d74aa213f40dea9b2713d1c37',
  },
];
export const LOG_KEY = 'civic.example/log+228021f7+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';
export const WITNESS_KEY = 'witness.example/w1+09dcf0bd+BAu8NGpXZnw4ASC9nH/X5R0sX9/qN80vW/QFssa/by14';
export const CHECKPOINT = `civic.example/log
1000
OGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXU=

— civic.example/log IoAh90MZg9anLV4fDB6/5mKLErkAX4IcvqpBQxMWcHEL/l6Y7xpgNlxOCDo93zNKFgQcmV0n7V3/3TdZxcV39REUWQs=
— witness.example/w1 CdzwvQAAAABpVbkArVa6o7tYQIaYJ5mcqOoZ93gqF9a/cVvkIj7bB8pSDPEDtlkqehmfsoKuk2egQaUrVwtMVaFYXitl4Zgyg+dRBw==
`;
export const LEAF_17 = '057fbeec204001919476014c45e786675384e6e97e665c1dde65ecc4e21d522d';
export const RECEIPT_17 = `c2sp.org/tlog-proof@v1
extra ZXh0cmEtZGF0YQ==
index 17
sh0ELKsrtb/mT+5F+B/XCkIiGLTOb8qiBNcqQvXCdNs=
ynyBAgt9odOlQkqV62iB6nRyiuOo+o4H+F9Wcnh6mjI=
AZfD/jJVOEice+pYEIePWpPKHwbn+89o6t3wu3Nwn9U=
7lccQJR3Q4dGCh/MV9VwtkbLw45oGvnneiXEPB/5B7k=
0DUkbkzIHxWRCzmwb6HP8QWLBFYOFAHrnjjuWmFBci0=
WTB+9ttDe1tGMQFIGoABNk3zAxXhMvqYRYSjuaxBh8Q=
BKxOr07F6ymCrZcII3NjCZ2r3iMgRVdK7mAb48KGFTM=
wRkekuLEfgJz3Y/xRREnL7durclgAH8PX9/1+rxWB6k=
U9EkP2aCT87ThTVrGSniWbZK2u18+M7HdVB9fvZS8oA=
fUqnx5cNkBbGdpsJuWncsg/fxIoya0wAOlohJhyLRj4=

civic.example/log
1000
OGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXU=

— civic.example/log IoAh90MZg9anLV4fDB6/5mKLErkAX4IcvqpBQxMWcHEL/l6Y7xpgNlxOCDo93zNKFgQcmV0n7V3/3TdZxcV39REUWQs=
— witness.example/w1 CdzwvQAAAABpVbkArVa6o7tYQIaYJ5mcqOoZ93gqF9a/cVvkIj7bB8pSDPEDtlkqehmfsoKuk2egQaUrVwtMVaFYXitl4Zgyg+dRBw==
`;
export const SIGNATURES = [
  {
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    twin: 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901554c8c7872aa064e049dbb3013fbf29380d25bf5f0595bbe24655141438e7a101b',
  },
  {
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    twin: '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69daf52db7415978abc61b2c2eb6aeebfca0387b2eaeb4302aeeb00d291612bb0c10',
  },
];
