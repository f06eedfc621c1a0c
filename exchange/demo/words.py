"""Invented names, places and sentences. No commune, person or partner of these lists is real."""

SECTORS = {"Nord": ["Valmorel-sur-Marne", "Saint-Ouen-les-Prés", "Bréval-en-Brie"],
           "Centre": ["Courcelles-la-Rive", "Montreuil-les-Étangs", "La Ferté-aux-Bois"],
           "Sud": ["Champ-du-Roy", "Villers-Écluse", "Grandpuits-le-Vieux"]}  # fmt: skip

CAMP_NAMES = [
    "Ancienne sablière", "Quai des Peupliers", "Friche Lambert", "Chemin du Halage", "Bois Saint-Père",
    "Entrepôt des Moulins", "Talus de la voie ferrée", "La Grande Pâture", "Parking du Relais", "Ferme Courtois",
    "Zone du Gué", "Les Hautes Terres", "Ancien garage Mercier", "Sentier des Aulnes", "Clos des Tuileries",
    "Terrain du Lavoir",
]  # fmt: skip

FAMILY_RO = [
    "Ionescu", "Marinescu", "Dumitrache", "Lăcătuș", "Stoica", "Pătrașcu", "Ciurar", "Moldovan", "Nistor",
    "Ștefănescu", "Rădulescu", "Călin", "Țurcan", "Bădescu", "Florea", "Ghiță", "Lupu", "Munteanu", "Oprea",
    "Preda", "Rusu", "Sandu", "Toma", "Vasile", "Zamfir", "Dobre", "Enache", "Grigore", "Manea", "Costache",
]  # fmt: skip
FAMILY_BG = [("Христов", "Hristov"), ("Иванов", "Ivanov"), ("Петков", "Petkov"), ("Димитров", "Dimitrov"), ("Ангелов", "Angelov")]
FEMALE_RO = [
    "Ana", "Maria", "Elena", "Ioana", "Mihaela", "Florica", "Roxana", "Denisa", "Ștefania", "Crina", "Luminița",
    "Andreea", "Rodica", "Sorina", "Viorica", "Larisa", "Bianca", "Gabriela", "Mădălina", "Adela",
]  # fmt: skip
MALE_RO = [
    "Ion", "Vasile", "Gheorghe", "Marius", "Florin", "Cătălin", "Alexandru", "Ștefan", "Ionuț", "Dănuț", "Mihai",
    "Costel", "Nicolae", "Răzvan", "Adrian", "Lucian", "Petru", "Sorin", "Viorel", "Andrei",
]  # fmt: skip
FEMALE_BG = [("Радка", "Radka"), ("Йорданка", "Yordanka"), ("Десислава", "Desislava"), ("Цветанка", "Tsvetanka")]
MALE_BG = [("Георги", "Georgi"), ("Асен", "Asen"), ("Пламен", "Plamen"), ("Цветан", "Tsvetan")]

NOTES = [
    "Passage rapide, la famille va bien.", "Demande des nouvelles du dossier d’école.", "Attend un courrier du CCAS.",
    "Le petit dernier tousse depuis trois jours, orientée vers la PMI.", "Souhaite parler du logement la prochaine fois.",
    "A reçu la réponse de la CPAM.", "N’a plus de place pour laver le linge, l’eau est coupée.",
    "Le père a travaillé deux semaines sur un chantier déclaré.", "Veut inscrire les enfants à la cantine.",
    "Inquiète de la rumeur d’évacuation.", "A perdu son téléphone, nouveau numéro donné.", "Rendez-vous bien compris.",
]  # fmt: skip
WORDS = [
    (
        "Vrem ca cei mici să meargă la școală și să avem o casă a noastră.",
        "Nous voulons que les petits aillent à l’école et avoir une maison à nous.",
    ),
    ("Caut de lucru, orice, cu acte.", "Je cherche du travail, n’importe lequel, déclaré."),
    ("Nu vrem să ne mai mutăm. Copiii sunt obosiți.", "Nous ne voulons plus déménager. Les enfants sont fatigués."),
    ("Vreau să învăț franceza ca să vorbesc singură cu doctorul.", "Je veux apprendre le français pour parler seule au médecin."),
    ("Întâi hârtiile, apoi restul.", "D’abord les papiers, ensuite le reste."),
    ("Vrem un loc liniștit pentru bunica.", "Nous voulons un endroit calme pour la grand-mère."),
]
GOALS = {
    "school": [
        ("Les enfants sont inscrits à l’école", ["Déposer la demande en mairie", "Passer le test UPE2A", "Demander la cantine"])
    ],
    "health": [
        ("La famille a une couverture maladie", ["Réunir les pièces", "Déposer le dossier à la CPAM"]),
        ("La grossesse est suivie", ["Prendre rendez-vous à la PMI", "Trouver l’interprète"]),
    ],
    "rights": [
        ("La domiciliation est ouverte", ["Rendez-vous au CCAS", "Apporter les pièces d’identité"]),
        ("Les passeports sont renouvelés", ["Prendre rendez-vous au consulat", "Payer les photos"]),
    ],
    "work": [
        ("Un premier contrat de travail", ["S’inscrire à France Travail", "Écrire le CV", "Rencontrer la structure d’insertion"])
    ],
    "housing": [("Un hébergement stable", ["Compléter la demande SIAO", "Visiter la résidence sociale"])],
    "french": [("Parler avec la maîtresse", ["Test de niveau", "Atelier du mardi"])],
    "money": [("Les amendes de transport sont réglées", ["Demander un échéancier"])],
}
PARTNERS = [
    ("Collectif de soutien du département", "collective", "Relais entre familles et services"),
    ("Service de traduction et de suivi", "translation", "Interprétariat roumain et bulgare"),
    ("Service de transport solidaire", "transport", "Trajets vers l’hébergement"),
    ("Réseau ville-hôpital", "health", "Accès aux soins, PASS"),
    ("Service intégré de l’hébergement", "housing", "Demandes d’hébergement"),
    ("Résidences sociales du Val", "housing", "Logement accompagné"),
    ("Agence pour l’emploi du secteur", "employment", "Inscription et suivi"),
    ("Mission jeunes du secteur", "employment", "16-25 ans"),
    ("Inspection scolaire, cellule allophones", "school", "Tests et affectations"),
    ("Service social de la mairie de Valmorel", "town_hall", "Domiciliation"),
    ("Protection maternelle et infantile, antenne nord", "child_health", "Grossesse, petite enfance"),
    ("Permanence d’accès au droit", "legal", "Recours, aide juridictionnelle"),
]  # fmt: skip
REFERRAL_REQUESTS = {
    "health": "Premier rendez-vous de soins, avec interprète si possible.",
    "housing": "Étude de la situation en vue d’un hébergement stable.",
    "employment": "Inscription et premier entretien.",
    "school": "Test de niveau et affectation.",
    "town_hall": "Élection de domicile.",
    "child_health": "Consultation de suivi.",
    "legal": "Avis sur un délai de recours.",
    "collective": "Visite de soutien.",
    "translation": "Interprète pour un rendez-vous.",
    "transport": "Trajet aller vers l’hébergement.",
}
PURPOSES = {
    "health": "health", "child_health": "health", "housing": "housing", "employment": "work", "school": "school",
    "town_hall": "rights", "legal": "rights", "collective": "rights", "translation": "transport", "transport": "transport",
}  # fmt: skip
