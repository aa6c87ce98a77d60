"""Right comparisons of small reports, as students write them: each of them was once called wrong, or nearly.

`EN` and `FR` are reports with places for one sentence each, `RIGHT_EN` and `RIGHT_FR` the place and the sentence.
"""

# ruff: noqa: E501

EN = """# PW 04: Deep neural networks

## 2. Shallow network on raw data

One hidden layer, batch size 128, 10 epochs.

{raw0}

### Model 1: 64 neurons

Test score: 0.0889
Test accuracy: 0.9748

{raw1}

### Model 2: 256 neurons

Test score: 0.0677
Test accuracy: 0.9803

{raw2}

### Model 3: 512 neurons, dropout 0.2, 20 epochs

Test score: 0.0611
Test accuracy: 0.9811

{raw3}

## 3. Shallow network on features (HOG)

Four cases were trained with 10 epochs:

| case | orientations | pix_p_cell | neurons | train loss | test loss | test accuracy |
|---|---|---|---|---|---|---|
| H1 | 8 | 4 | 100 | 0.0412 | 0.0697 | 97.70 % |
| H2 | 4 | 4 | 100 | 0.0703 | 0.0951 | 96.88 % |
| H3 | 8 | 7 | 100 | 0.1121 | 0.1359 | 95.61 % |
| H4 | 16 | 4 | 200 | 0.0151 | 0.0583 | 98.15 % |

{hog}

## 4. CNN

The CNN has three convolutional layers, a dense layer with 25 or 100 neurons. The number of weights is 7,465 in total for the first one.

C1 - 25 neurons

Test score: 0.0407
Test accuracy: 0.9872

{cnn1}

C2 - 100 neurons

Test score: 0.0371
Test accuracy: 0.9889

{cnn2}

C3 - 3x3 kernels, dropout 0.25, 64 neurons

Test score: 0.0252
Test accuracy: 0.9921

{cnn}

## 5. Fashion MNIST

With the CNN C3 we get:

Test score: 0.2412
Test accuracy: 0.9133

{fashion}

## 6. Deep vs shallow

Total of the shallow network with 64 neurons: 784 * 64 + 64 + 64 * 10 + 10 = 50,890 weights.
Total of the shallow network with 512 neurons: 784 * 512 + 512 + 512 * 10 + 10 = 407,050 weights.
Total of the HOG network H1: 392 * 100 + 100 + 100 * 10 + 10 = 40,310 weights.
The CNN C1 has a total of 7,465 weights, C3 has a total of 60,874 weights.

{size}

## 7. Conclusion

{end}
"""

FR = """# Laboratoire 4 : réseaux profonds

## 2. Réseau peu profond sur les données brutes

Une couche cachée, batch size de 128, 10 époques.

| cas | neurones | dropout | perte test | exactitude test | exactitude entraînement |
|---|---|---|---|---|---|
| A | 50 | - | 0.1034 | 96.93 % | 97.8 % |
| B | 128 | - | 0.0771 | 97.71 % | 98.9 % |
| C | 300 | - | 0.0698 | 98.01 % | 99.5 % |
| D | 300 | 0.3 | 0.0629 | 98.17 % | 98.8 % |

{raw}

## 3. Réseau peu profond sur les caractéristiques HOG

**H1 - 8 orientations, 4 px, 100 neurones**

Test score: 0.0697
Test accuracy: 0.9770

{hog1}

**H2 - 4 orientations, 4 px, 100 neurones**

Test score: 0.0951
Test accuracy: 0.9688

{hog2}

**H3 - 8 orientations, 7 px, 100 neurones**

Test score: 0.1359
Test accuracy: 0.9561

{hog}

## 4. CNN

### Modèle 1 (25 neurones)

Perte 0.0407, exactitude 98.72 %

{cnn1}

### Modèle 2 (100 neurones)

Perte 0.0371, exactitude 98.89 %

{cnn2}

### Modèle 3 (64 neurones, dropout 0.25)

Perte 0.0252, exactitude 99.21 %

{cnn}

## 5. Radiographies

Sur le jeu de test le CNN obtient : exactitude 83.2 %, précision 0.79, rappel 0.99, score F1 0.88.
Sur le jeu de validation : exactitude 93.8 %, précision 0.89, rappel 1.0, score F1 0.94.

{xray}

## 6. Poids

Le réseau brut à 50 neurones a au total 39 760 poids, celui à 300 neurones 238 510 poids au total.
Le réseau HOG H1 a au total 40 310 poids.
Le CNN 1 a au total 7 465 poids et le CNN 3 a au total 60 874 poids.

{size}

## 7. Conclusion

{end}
"""

LISTED = """Laboratoire 4
Groupe 5

1. MLP brut
Nous avons teste trois topologies avec 10 epoques :
Modele A : 100 neurones, loss 0.0770, accuracy 97.57 %
Modele B : 300 neurones, loss 0.0641, accuracy 98.12 %
Modele C : 600 neurones, loss 0.0606, accuracy 98.15 %

{a}

2. MLP avec HOG
Cas 1 : 8 orientations, 4 pixels, 100 neurones
Test score: 0.0683
Test accuracy: 0.9772
Cas 2 : 4 orientations, 4 pixels, 100 neurones
Test score: 0.0931
Test accuracy: 0.9696
Cas 3 : 8 orientations, 7 pixels, 200 neurones
Test score: 0.1137
Test accuracy: 0.9664

{b}

3. CNN
CNN 1 : 25 neurones, total 7 465 poids
Test score: 0.0383
Test accuracy: 0.9880
CNN 2 : 250 neurones, total 42 340 poids
Test score: 0.0376
Test accuracy: 0.9885

{c}

4. Fashion MNIST
Essai 1 : comme CNN 1
loss 0.3120, accuracy 88.90 %
Essai 2 : avec dropout 0.3
loss 0.2451, accuracy 91.20 %

{d}

5. Conclusion

{e}
"""

RIGHT_EN = """cnn1     The best shallow network of this report is H4, but C1 is still better, both in loss and accuracy.
raw3     The best network of this section, both in loss and accuracy.
raw3     Model 3 has the lowest loss of the three.
raw3     Model 3 is the best shallow network on raw pixels, both in loss and accuracy.
hog      H4 is the best shallow network of this report in loss and accuracy.
hog      H4 has the lowest loss of all shallow networks.
hog      H4 has the best accuracy of all our MLPs, raw or HOG.
hog      This is the best result that we get without convolutions.
hog      H3 has the highest loss of the table, H4 the lowest.
hog      H1 and H2 have the same number of neurons, but the loss of H2 is higher.
hog      H2 and H3 have a higher loss and a lower accuracy than H1 and H4.
hog      The losses of H1, H2 and H3 are 0.0697, 0.0951 and 0.1359 respectively, so the last one is the worst.
hog      The train loss of H4 is the lowest, but the gap to its test loss is the largest.
hog      H1 has a lower training loss than H2 but H4's is even lower.
hog      The difference between train and test loss is larger for H4 (0.0432) than for H3 (0.0238).
hog      The lowest accuracy per class is for the 5.
hog      Among those with 100 neurons H1 is the best.
hog      With 100 neurons the best loss is 0.0697.
hog      Of the cases with 4 pixels per cell, H2 has the lowest accuracy.
hog      Larger cells give a higher loss, more orientations a lower one.
hog      The more orientations, the lower the loss.
hog      H4 is better than model 3 in loss, and as good in accuracy.
hog      The loss of H4 is lower than that of all the raw models.
cnn      C3 has the best accuracy of all networks, and the lowest loss.
cnn      C3 is the best, C2 comes second and C1 is the worst of the three, but still better than all shallow networks.
cnn2     It is better than C1 in both metrics, but worse than C3.
cnn1     Already with 25 neurons the accuracy is higher than that of the best HOG network (98.15 %).
cnn1     The weakest CNN beats the strongest shallow network.
cnn      More neurons in the dense layer do not help: C3 with 64 is better than C2 with 100.
cnn      From C1 to C2 the accuracy rises by 0.17 points and from C2 to C3 by 0.32.
cnn      C2 improves the accuracy by 0.17 points and C3 by 0.49.
cnn      The loss drops from 0.0407 to 0.0371 and then to 0.0252.
fashion  The accuracy is lower than on digits.
fashion  The loss is much higher than that of C3 on MNIST, even higher than that of H3.
fashion  The worst accuracy so far, but the data is harder.
fashion  Fashion is the harder task: the loss is ten times higher than with digits.
end      The best network on raw data has 512 neurons and the best HOG network 200.
end      The best shallow network has an accuracy of 98.15 %, the best CNN 99.21 %.
end      Ranking: C3, C2, C1, H4, model 3, model 2, H1, model 1, H2 and last H3 with the worst accuracy.
end      HOG is a bit better than raw in accuracy (98.15 against 98.11 %) and clearly in loss.
end      The CNN with the lowest number of neurons is the worst CNN.
end      The first CNN has a higher loss than the two others.
end      Compared to raw data, HOG with 7 pixels per cell is worse.
end      With few neurons (64) the raw network is worse than HOG with 100, with many it is better than H1.
end      Model 3 is better than model 2, and model 2 better than model 1.
size     The CNN C3 has more weights than the shallow network with 64 neurons, but 6.7 times fewer than the one with 512.
size     C1 has the fewest weights and C3 fewer than the shallow network with 512 neurons.
size     No: C1 has 7,465 weights, the shallow network 50,890, that is 7 times more, or even 55 times more with 512 neurons.
size     The CNN C3 is larger than H1, but smaller than the raw network with 512 neurons.
size     Not all CNNs are smaller: C3 has more weights than H1 (40,310).
size     The shallow network with 512 neurons has 407,050 weights, 8 times more than with 64 neurons.
size     The dense layer has more weights than all convolutions together.
size     In C3 the dense layer has 36,928 weights, more than H1 has in its output layer.
size     H1 has 40,310 weights, 5 times more than C1, and C3 has 60,874, 8 times more than C1.
size     Deep networks have not always more weights than shallow ones.
size     407,050 / 7,465 = 54.5, the shallow one is thus about 55 times larger; with 64 neurons it is 7 times.
raw3     The test loss drops from 0.0677 to 0.0611, while the training loss went from 0.031 to 0.039.
raw3     With dropout the training loss rises from 0.012 to 0.039 but the test loss drops.
raw3     The loss decreased from 0.0889 with 64 neurons to 0.0611, an improvement of 31 %.
raw3     The error rate drops from 2.52 % to 1.89 %, so the accuracy increases from 97.48 % to 98.11 %.
raw3     The number of errors decreases from 252 to 189.
raw2     Compared to model 1 the loss goes down from 0.0889 to 0.0677 and the accuracy up from 97.48 to 98.03 %.
raw2     The accuracy increased by 0.55 points, the loss decreased by 24 %.
raw2     0.55 points better in accuracy than with 64 neurons.
raw2     The loss is 0.0212 lower than before.
raw3     Only 0.08 points better than model 2.
raw1     This is our baseline; all others are better.
raw1     This model has the worst loss of the section and the best training time.
raw2     We lower the learning rate from 0.01 to 0.001 and the loss gets better.
raw2     When the validation loss increases from 0.067 to 0.071 we stop the training.
raw3     In the first epochs the loss is higher than that of model 2, in the end it is lower.
raw3     After 5 epochs its accuracy was lower than that of model 2 (97.9 %), after 20 it is higher.
raw3     On the training set model 3 is worse than model 2 because of the dropout.
raw3     The training accuracy of model 3 is lower than the one of model 2.
raw3     Its generalization gap is the smallest and its test loss the lowest.
raw3     Model 2 has a larger gap than model 1 and model 3 the smallest.
hog      H1 (0.0697) is better than H2 (0.0951) and H3 (0.1359), H4 (0.0583) is the best.
hog      In terms of accuracy: H4 > H1 > H2 > H3, in terms of loss the same order.
hog      The lowest loss belongs to H4, the second lowest to H1, the highest to H3.
hog      H2 is better than H3 but worse than H1.
hog      H1 is the best with 100 neurons, H4 overall.
hog      The smallest network (H3, 128 inputs) has the highest loss.
hog      The network with the most inputs has the lowest loss.
hog      Halving the orientations costs 0.8 points, larger cells cost 2.1 points.
hog      Decreasing the number of orientations makes the accuracy drop by 0.82 points.
hog      With 7 instead of 4 pixels per cell we lose 2 points of accuracy.
hog      Better results might be reached with 9 orientations; the paper reports a lower loss.
hog      The results of H1 are comparable to those of model 2.
hog      For H3 and H2 the losses are higher than for any raw model.
cnn      The accuracy of C1, C2 and C3 is 98.72 %, 98.89 % and 99.21 %: it increases each time.
cnn      C2 has four times more dense neurons than C1 but the loss only drops by 9 %.
cnn      C3's loss is 38 % lower than that of C1.
cnn      C3's loss is about a third lower than C2's and less than half of the best HOG loss.
cnn      C1 is the smallest and has the highest loss of the three CNNs.
cnn      The first two have a higher loss than the third.
cnn      C3 makes 79 errors, C2 111 and C1 128, which is the most.
cnn      We repeated C3 with another seed: 99.05 %, which is lower but still the best of all.
cnn      Without dropout C3 reached 98.95 %, which is lower than with it but higher than C2.
fashion  With model 3 on the same data the accuracy was lower (88.9 %).
fashion  Here C1 has a lower accuracy: 90.1 %.
fashion  In this part C2 was better than C3 in a first test with 5 epochs.
end      The loss of the best CNN is 2.3 times lower than that of the best shallow network.
end      The lowest loss on raw pixels is 0.0611, on HOG 0.0583 and with convolutions 0.0252.
end      The highest accuracy of the shallow networks is 98.15 %, reached with HOG features.
end      - best raw: model 3 - best HOG: H4 - best CNN: C3
end      The best result of part 2 is model 3, of part 3 H4 and of part 4 C3.
end      Fashion has the lowest accuracy and the highest loss of all experiments.
end      Model 1 has a higher accuracy than H2 and H3, but a lower one than H1.
size     The ratio between the MLP with 512 neurons and C1 is 55, between the one with 64 and C1 7.
size     50,890 / 7,465 is about 7, so the MLP has 7 times more weights; 407,050 / 7,465 = 55 times for the biggest.
size     C1 (7,465) < H1 (40,310) < MLP 64 (50,890) < C3 (60,874) < MLP 512 (407,050).
size     H1 with 40,310 is smaller than the MLP with 64 neurons and 50,890 weights.
size     C3 has 53,409 weights more than C1.
size     C1 has 7,465, of which 3,625 in the dense layer, more than in the convolutions.
size     A network with 512 neurons has more weights (407,050) than one with 64 (50,890), and its loss is lower.
size     The deep one (C1, 7,465) has fewer weights than the shallow ones (40,310 to 407,050).
size     The deep C3 is bigger than the shallow H1 with its 40,310 weights.
size     The dense layer of the MLP with 512 neurons has more weights (401,920) than the CNN C3.
size     Although C3 is deeper than C1, and has 8 times more weights, it is smaller than the biggest MLP.
raw3     The more neurons, the lower the loss.
raw3     Adding neurons improves the accuracy each time.
hog      The more pixels per cell, the higher the loss.
hog      The more inputs, the better the accuracy.
hog      The more orientations the better.
hog      The bigger the cells, the lower the accuracy and the higher the loss.
hog      The fewer the orientations, the higher the loss.
hog      The higher the number of neurons, the longer the training but the lower the loss.
cnn      The more neurons in the dense layer the better, as long as the kernels stay the same.
cnn      The more neurons, the lower the loss, from C1 to C2.
cnn      More neurons do not always give a lower loss: C3 has fewer than C2.
end      The more convolutions, the better the accuracy.
end      The deeper the network, the lower the loss.
end      The more data we have, the lower the loss.
end      The more complex the images, the lower the accuracy.
end      In both shallow parts more neurons gave a lower loss.
raw3     The first is the worst, the last the best, the second in between but closer to the best.
raw3     Best: model 3, worst: model 1.
raw3     Model 3 is only slightly better than model 2 for twice the weights.
raw3     The 256 neurons network is better than the 64 neurons one and nearly as good as the 512 neurons one.
raw3     Model 1 has fewer weights than the others, its loss is the highest.
hog      Case H3 is worse than all raw networks, and H2 than all but none of the CNNs.
hog      H2's accuracy is lower than that of model 1, and so is H3's.
hog      H4 has the same accuracy as model 3 within the noise.
hog      The best two are H4 and H1, the two others are worse.
hog      H4 beats H1 by 0.45 points, H2 by 1.27 and H3 by 2.54 points.
hog      Training loss: H4 is best, H3 worst; test loss: the same order.
hog      H3 has a lower training loss than test loss.
cnn1     The test accuracy is higher than any of the shallow ones.
cnn2     Slightly better than C1, at the price of more weights.
cnn      The third is the best CNN, followed by the second and the first.
cnn      The difference C1 - C2 is smaller than C2 - C3.
cnn      C2 is better than H4 and worse than C3.
fashion  Lower than for the digits, as the clothes are harder to tell apart.
fashion  The accuracy is lower by 8 points than with digits.
fashion  On Fashion the best accuracy is 91.33 %.
end      The highest accuracy on digits is 99.21 %, on Fashion 91.33 %.
end      The lowest loss in section 2 is 0.0611.
end      Model 2 has a loss of 0.0677, lower than H1 and than model 1.
end      H4 has the best result for a network without convolutions.
end      Compared with the 512 neurons network, C1 has a better accuracy and a lower loss.
end      From section 2 to section 4 the accuracy increases from 98.11 % to 99.21 %.
end      The HOG networks are on average worse than the raw ones, but the best HOG is better.
end      All CNNs are better than all shallow networks.
end      The best accuracy we got was 99.21 %, the worst on digits 95.61 %.
size     The MLP with 64 neurons has 50,890 weights and the one with 512 has 8 times more (407,050).
size     C3 needs 60,874 weights, more than H1 but far fewer than the MLP with 512 neurons (407,050).
size     In the CNN most weights are in the dense layer, in the shallow network in the hidden layer.
size     Of the two shallow networks the HOG one has fewer weights (40,310) than the raw one (50,890).
size     The second CNN would have more weights than the first, about 19,000.
size     Yes, C3 has more weights than the shallow HOG network (60,874 against 40,310), but C1 has fewer.
size     The deep network C1 is 5 to 55 times smaller than our shallow ones.
size     C1: 7,465; H1: 40,310; 512 neurons: 407,050. So the CNN is 5 times smaller than the first and 55 times smaller than the second.
size     Between C1 and C3 the number of weights grows 8 times (7,465 to 60,874), still less than 407,050.
size     With one layer more, C3 has more parameters: 60,874 instead of 7,465.
size     The first dense layer of the raw network has 50,240 weights, more than the whole H1 network.
size     The convolutions of C1 have 3,580 weights, less than half of the 7,465.
size     A CNN does not need more weights because it is deeper; ours has 7,465, seven times fewer than 50,890.
size     The raw network has 20 % more weights than H1.
size     C1 has 2,034 weights in its second convolution, more than in the first (234) and third (1,312).
size     Each filter has fewer weights than a neuron of the shallow network (25 instead of 784).
size     The CNN has fewer weights, but more multiplications than the shallow network: over 500,000.
size     The CNN has more layers (10) than the MLP (3), but fewer weights.
size     H1 has less weights than the 60,874 of C3, but more than the 7,465 of C1.
size     C3, with dropout, 60,874 weights, is bigger than the 64 neurons network and smaller than the 512 one.
size     The shallow network of exercise 1 in the handout has more weights: 784*100+100+1010 = 79,510.
size     The deep models take 3 times more time to train, although they have fewer weights.
size     The 7,465 weights of the CNN take 30 kB, 7 times less than the 50,890 of the MLP.
size     On X-rays the CNN is larger: 164,353 weights, more than on digits.
size     We thought the CNN had more weights than the MLP; it is the other way round.
size     Without pooling the CNN has more weights than the shallow network: 784 * 16 * 25 = 313,600 in the dense layer alone.
size     More weights does not mean better: H1 with 40,310 is worse than C1 with 7,465.
size     The MLP has more inputs than the CNN has weights in its third layer.
size     The total of C1 is 7,465, which is fewer than 10 % of the 407,050.
size     C3 is 8 times larger than C1 and 1.5 times larger than H1.
size     The CNN is about 7 times smaller (50,890 against 7,465) than the smallest raw MLP, and about 5 times smaller than H1.
size     The large shallow network has 400,000 weights more than the CNN.
size     Only the shallow network with 512 neurons has more weights than C3 (407,050); the one with 64 and H1 have less.
size     The third CNN has more weights than the raw network with 64 neurons, so depth is not what counts.
size     Deep networks have more weights in general, but here our CNN C1 is smaller.
size     C1 has fewer weights than C3, and C3 fewer than the MLP with 512 neurons.
size     The HOG network is smaller than the raw ones and larger than C1.
size     If we flattened the images directly the deep one would have more weights.
size     To have as many weights as H1, C1 needs 5 times more filters.
size     The deep network with the most weights (C3) still has fewer than our largest shallow one.
"""

RIGHT_FR = """raw      Le cas D est le meilleur des quatre, en perte comme en exactitude.
raw      C'est à l'entraînement que C a la meilleure exactitude, mais D a la meilleure en test.
raw      L'exactitude d'entraînement de D est plus basse que celle de C et même que celle de B.
raw      L'écart entre entraînement et test est plus petit pour D que pour C.
raw      B et C ont une exactitude d'entraînement plus élevée que D.
raw      À l'entraînement, D est moins bon que B et C.
raw      A est le moins bon, puis viennent B et C, D étant le meilleur.
raw      Entre A et B on gagne 0.78 point, entre B et C 0.3 point : le gain est de plus en plus petit.
raw      Parmi les réseaux sans dropout C est le meilleur.
raw      Sans dropout, c'est C qui a la perte la plus basse.
raw      Le meilleur sans dropout est C.
raw      A nombre égal de neurones (300), le dropout améliore la perte de C.
raw      La perte de A est plus élevée que celles de B, C et D.
raw      Les pertes sont de 0.1034, 0.0771, 0.0698 et 0.0629 : la dernière est la plus basse, la première la plus haute.
raw      Plus on met de neurones, meilleure est l'exactitude.
raw      C a la plus grande exactitude d'entraînement (99.5 %), D la plus grande en test.
raw      D a une plus grande exactitude que C mais une plus petite à l'entraînement.
raw      D est 0.16 point au-dessus de C, C 0.3 point au-dessus de B et A 1.24 point au-dessous de D.
raw      La perte baisse de 0.1034 à 0.0771 quand on passe de 50 à 128 neurones.
raw      Les deux derniers cas sont meilleurs que les deux premiers.
raw      On garde B pour la suite, il est plus rapide et presque aussi bon.
raw      D a la meilleure exactitude pour le 8 et A la moins bonne pour le 5.
hog2     Avec moins d'orientations la perte est plus haute.
hog2     Moins bon que H1 mais meilleur que H3.
hog2     Le plus mauvais jusqu'ici.
hog      H1 a la perte la plus basse, H3 la plus haute.
hog      H3 est le pire et H1 le meilleur de la section.
hog      Le pire résultat de tout le rapport, même le cas A fait mieux.
hog      Avec 8 orientations et 7 px on est moins bon qu'avec 4 orientations et 4 px.
hog      Des cellules plus grandes donnent une perte plus grande.
hog      À 100 neurones le brut ferait mieux que HOG.
hog      H1 est meilleur que A, pareil que B, et moins bon que C et D.
hog      HOG est moins bon que les données brutes : la meilleure exactitude est de 97.70 % contre 98.17 %.
hog      La meilleure exactitude HOG est plus basse que celle de C et D.
cnn1     Avec 25 neurones déjà mieux que tous les réseaux peu profonds.
cnn2     C'est mieux que le modèle 1, mais moins bien que le modèle 3.
cnn      Le modèle 3 bat les deux autres, avec moins de neurones que le 2.
cnn      Le modèle 2 a plus de neurones que le 3 mais une perte plus haute.
cnn      Le CNN le moins bon est meilleur que le meilleur MLP.
cnn      L'erreur passe de 1.28 % à 0.79 %, c'est la plus basse du labo.
cnn      Le dropout du modèle 3 fait gagner 0.32 point par rapport au 2, et 0.49 par rapport au 1.
xray     Le rappel est meilleur que la précision sur les deux jeux.
xray     L'exactitude de validation est plus haute que celle de test.
xray     Sur la validation tout est meilleur, mais elle n'a que 16 images.
xray     Le modèle trouve presque toutes les pneumonies, mais il y a beaucoup de fausses alertes.
xray     Le modèle ne rate presque aucun malade, il se trompe surtout sur les sains.
xray     C'est moins bien que sur les chiffres : 83.2 % contre 99.21 %.
xray     Le score F1 baisse de 0.94 en validation à 0.88 en test.
xray     Beaucoup de cas normaux sont pris pour des pneumonies.
xray     Avant l'équilibrage le modèle ratait beaucoup de pneumonies.
end      Le meilleur réseau peu profond reste D, le meilleur CNN le modèle 3.
end      D est le meilleur MLP mais le CNN le plus simple a une perte plus basse.
end      Classement final : modèle 3, modèle 2, modèle 1, D, C, B, H1, A, H2 et H3, le plus mauvais.
end      Le modèle 1 est le moins bon des CNN.
end      H1 et B ont presque la même exactitude, mais la perte de B est plus haute.
size     Le CNN 3 a plus de poids que le réseau brut à 50 neurones mais moins que celui à 300.
size     Le CNN 1 a moins de poids que H1, environ 5 fois moins, et 32 fois moins que le réseau à 300 neurones.
size     Tous nos CNN ont moins de poids que le réseau brut à 300 neurones.
size     Le CNN 3 est plus gros que H1 et que le MLP à 50 neurones.
size     Avec 60 874 poids, le CNN 3 a plus de poids que H1 (40 310) et 8 fois plus que le CNN 1.
size     H1 a un peu plus de poids que le réseau brut à 50 neurones (40 310 contre 39 760).
size     Non, le CNN 1 a 7 465 poids et le MLP à 300 neurones 238 510, soit 32 fois plus ; celui à 50 neurones en a 5 fois plus.
size     Seul le CNN 3 a plus de poids qu'un réseau peu profond.
size     Le réseau profond n'a donc pas plus de poids, le CNN 1 en a même 5 fois moins que le plus petit MLP.
size     Le MLP à 300 neurones est 6 fois plus gros que celui à 50.
raw      La perte passe de 0.0771 à 0.0698 entre B et C, et l'exactitude monte de 97.71 % à 98.01 %.
raw      L'exactitude d'entraînement baisse de 99.5 % à 98.8 % avec le dropout.
raw      Le taux d'erreur baisse de 3.07 % à 1.83 %.
raw      Le nombre d'erreurs passe de 307 à 183, c'est le plus bas des quatre.
raw      De A à D, la perte diminue de 39 %.
raw      L'exactitude augmente de 0.78 point de A à B, puis de 0.3 et de 0.16.
raw      C'est moins que C à l'entraînement, mais mieux en test.
raw      D a moins de surapprentissage que C et une perte plus basse.
raw      Le dropout diminue l'exactitude d'entraînement mais augmente celle de test.
raw      Malgré une exactitude d'entraînement plus faible, D est le meilleur.
raw      A et B ont moins de neurones et une perte plus élevée.
raw      La différence d'exactitude est la plus grande entre A et B.
raw      C est meilleur que B de 0.3 point seulement, alors que B est meilleur que A de 0.78 point.
raw      Avec plus de neurones on gagne de moins en moins.
raw      Plus de 128 neurones n'apporte presque rien.
raw      À 50 neurones la perte est la plus haute, à 300 avec dropout la plus basse.
raw      La meilleure perte (0.0629) et la meilleure exactitude (98.17 %) sont obtenues par D, la pire perte (0.1034) par A.
raw      Seul D a une exactitude plus élevée que C.
raw      B est meilleur que A mais moins bon que C et D.
raw      C a une perte 10 % plus basse que B.
hog1     Moins bon que le meilleur réseau brut, mais meilleur que A et à égalité avec B.
hog1     C'est notre référence, les deux autres sont moins bons.
hog2     La perte augmente de 0.0697 à 0.0951 et l'exactitude baisse de 97.70 % à 96.88 %.
hog2     On perd 0.82 point par rapport à H1.
hog      L'exactitude de H1, H2 et H3 est respectivement de 97.70, 96.88 et 95.61 % : H3 est le moins bon.
hog      Le H3 a la plus petite entrée (128 valeurs) et la plus grande perte.
hog      Les cellules de 7 px font perdre plus que la réduction des orientations.
hog      H2 est moins bon que H1 et H3 moins bon que H2.
hog      La perte de H3 est presque deux fois plus grande que celle de H1.
hog      Aucun cas HOG ne fait mieux que C.
hog      Avec HOG le meilleur est H1, avec les pixels bruts c'est D.
hog      Le temps d'entraînement est plus court, la perte par contre plus haute qu'en brut.
hog      Pour le chiffre 8, H2 est meilleur que H1.
cnn      Par rapport au modèle 1, le 2 améliore l'exactitude de 0.17 point et le 3 de 0.49 point.
cnn      Les modèles 1 et 2 ont une perte plus haute que le 3.
cnn      Le modèle 3 a moins de neurones dans la couche dense que le 2, et pourtant la perte la plus basse.
cnn      L'augmentation des neurones de 25 à 100 réduit la perte de 9 %.
cnn      Une deuxième exécution du modèle 3 donne 99.08 %, un peu moins bien.
cnn      Avant d'ajouter le dropout, le modèle 3 était moins bon que le 2 (98.8 %).
cnn2     L'exactitude est plus élevée de 0.17 point, la perte plus basse de 0.0036.
xray     Le rappel est de 0.99 : sur 390 malades il n'en rate que 4.
xray     Peu de malades sont manqués, beaucoup de sains sont annoncés malades.
xray     Le modèle a du mal avec les sains, pas avec les malades.
xray     Trop de faux positifs, mais presque pas de faux négatifs.
xray     La précision est le point faible : beaucoup de faux positifs.
xray     Sur le test la précision est la plus basse des métriques, le rappel la plus haute.
xray     L'exactitude passe de 93.8 % en validation à 83.2 % en test.
xray     En abaissant le seuil on aurait moins de faux positifs mais plus de faux négatifs.
xray     Un premier essai sans poids de classe avait un rappel plus bas et beaucoup de faux négatifs.
xray     Le score F1 est plus haut que l'exactitude.
end      La meilleure exactitude HOG (97.70 %) est égale à celle de B, et plus basse que celle du modèle 1.
end      Le D bat tous les HOG, et tous les CNN battent D.
end      Réseau brut : D le meilleur. HOG : H1 le meilleur. CNN : le 3.
end      Les CNN ont la perte la plus basse, HOG la plus haute.
end      La perte du modèle 3 est 2.5 fois plus petite que celle de D et 4 fois plus petite que celle de A.
size     Le CNN 3 a 8 fois plus de poids que le CNN 1 mais 4 fois moins que le réseau brut à 300 neurones.
size     H1, avec 40 310 poids, a plus de poids que le CNN 1 mais moins que le CNN 3.
size     Le réseau à 50 neurones et H1 ont presque le même nombre de poids (39 760 et 40 310).
size     En gros le réseau brut à 300 neurones a 6 fois plus de poids que H1 et 32 fois plus que le CNN 1.
size     Il a moins de poids que le CNN 3 (60 874).
size     Le CNN le plus profond a plus de poids que le plus petit réseau brut.
size     238 510 / 7 465 = 32, donc 32 fois moins pour le CNN 1 ; pour le CNN 3 c'est 4 fois moins.
size     Le réseau profond a donc moins de poids que le réseau brut à 300 neurones, mais le CNN 3 en a plus que celui à 50.
raw      Plus on met de neurones, plus la perte est basse.
raw      Plus il y a de neurones, plus l'exactitude augmente, mais de moins en moins.
raw      Le nombre de neurones augmente et la perte diminue.
raw      Avec 128 neurones, la perte est plus basse qu'avec 50 mais plus haute qu'avec 300.
raw      Avec 300 neurones la perte est la plus basse, avec ou sans dropout.
raw      L'exactitude d'entraînement la plus haute est celle de C, la plus basse celle de A.
raw      La perte la plus basse est 0.0629, l'exactitude la plus haute 98.17 %.
raw      Le moins bon est A avec 96.93 %, le meilleur D avec 98.17 %.
raw      Les cas B, C et D sont meilleurs que A.
raw      Par rapport à A tous les autres ont une perte plus basse.
raw      C est moins bon que D, de peu, et B moins bon que C.
hog1     Comparé au cas A la perte est plus basse, comparé à B elle est plus basse aussi.
hog2     Ce cas est moins bon que tous les réseaux bruts.
hog      Plus les cellules sont grandes, moins l'exactitude est bonne.
hog      Plus il y a d'orientations, plus la perte est basse.
hog      Le cas H1 est le meilleur HOG mais D reste le meilleur réseau peu profond.
hog      H1 a la meilleure exactitude des trois, H3 la moins bonne, H2 est entre les deux.
hog      Aucun n'est meilleur que C ou D, mais H1 est meilleur que A et B en perte.
hog      La perte de H2 est 36 % plus haute que celle de H1.
hog      En exactitude H1 et B sont à égalité, en perte H1 est meilleur.
cnn1     Meilleur que D, le meilleur réseau brut, et que H1.
cnn2     La perte est plus basse que celle du modèle 1 et que celles de tous les réseaux précédents.
cnn      Le modèle 3 est le meilleur, puis le 2, puis le 1.
cnn      Le modèle 3 a l'exactitude la plus haute malgré moins de neurones que le 2.
cnn      Le modèle avec le plus de neurones n'est pas le meilleur.
cnn      Les trois modèles ont une exactitude plus haute que H1, H2, H3 et D.
xray     L'exactitude du test est plus basse que celle de la validation.
xray     Le rappel est la métrique la plus haute, la précision la plus basse.
xray     Sur le test le score F1 (0.88) est plus haut que l'exactitude (83.2 %).
xray     Le modèle reconnaît presque tous les malades.
xray     Le modèle se trompe peu sur les malades mais souvent sur les sains.
xray     Les faux positifs sont nombreux, les faux négatifs rares.
xray     Un médecin préférera peu de faux négatifs, même avec beaucoup de faux positifs.
end      Les CNN ont une meilleure exactitude que tous les réseaux peu profonds.
end      Le CNN a la plus basse exactitude sur les radiographies.
end      L'exactitude la plus basse du labo est celle des radiographies (83.2 %).
end      Sur les chiffres, la pire exactitude est celle de H3.
end      D a une perte plus basse que H1 mais plus haute que les trois CNN.
end      Le meilleur est le modèle 3 de la partie 4.
end      Pour les réseaux peu profonds les données brutes sont meilleures que HOG.
size     Le réseau le plus gros est celui à 300 neurones, le plus petit le CNN 1.
size     Le CNN 1 est plus petit que H1, lui-même un peu plus gros que le réseau à 50 neurones.
size     Le CNN 3 dépasse H1 et le réseau à 50 neurones.
size     Le CNN 3 dépasse les 50 000 poids, H1 non.
size     Le CNN 1 a moins de 10 000 poids, tous les autres plus.
size     Le CNN 3 reste en dessous du réseau à 300 neurones (238 510).
"""

RIGHT_LISTED = """a        Le C est a peine meilleur que le B, le A nettement moins bon.
a        De A a B on gagne 0.55 point, de B a C 0.03 point.
a        Les trois modeles ont respectivement une loss de 0.0770, 0.0641 et 0.0606, le dernier est donc le meilleur.
a        Plus il y a de neurones, plus la loss est basse mais plus c'est lent.
a        On choisit B car C n'est meilleur que de 0.03 point pour deux fois plus de neurones.
a        Le modele avec le plus de neurones a la loss la plus basse.
a        A est le plus rapide mais le moins bon.
a        Pendant l'entrainement C avait une loss plus haute que B au debut.
a        Avec la sigmoid, B etait moins bon (97.2 %) que A avec relu.
a        Avec 20 epoques le A monte a 97.9 % et reste moins bon que B.
b        Le cas 1 est le meilleur des trois, le 3 le moins bon.
b        Le cas 3 a plus de neurones que le cas 1 et pourtant une loss plus haute.
b        Le cas 2 a une loss plus basse que le 3 mais plus haute que le 1.
b        Diminuer les orientations augmente la loss, agrandir les cellules aussi.
b        Le cas 1 est un peu meilleur que A mais moins bon que B et C.
b        Les cas 2 et 3 sont moins bons que tous les MLP bruts.
b        L'accuracy des cas 1, 2 et 3 baisse : 97.72 %, 96.96 %, 96.64 %.
b        Avec 7 pixels et 100 neurones on avait 95.64 %, c'etait encore moins bon.
b        Le passage a 4 orientations fait monter la loss de 0.0683 a 0.0931.
b        Les 4 et les 9 sont mieux reconnus dans le cas 1 que dans le cas 2.
c        Le CNN 2 est legerement meilleur que le CNN 1.
c        Les deux CNN battent tous les MLP.
c        CNN 1 a 5.7 fois moins de poids que CNN 2 et presque la meme accuracy.
c        CNN 2 a plus de poids (42 340) que CNN 1 (7 465) mais moins que le MLP A (79 510).
c        La loss du CNN 1 est plus basse que celle de C.
c        Le CNN 2 a la plus basse loss du rapport jusqu'ici.
c        Le premier CNN est deja meilleur que le meilleur MLP.
c        Entre les deux la difference de loss est plus petite que le bruit.
d        L'essai 2 est meilleur, le dropout aide.
d        C'est moins bon que sur les chiffres, la loss est 6 fois plus haute.
d        La loss de l'essai 1 est plus haute que celle du CNN 1 sur les chiffres.
d        Les chemises ont la plus basse precision.
d        Sans dropout la loss est plus haute et l'accuracy plus basse.
d        L'accuracy passe de 88.90 % a 91.20 % avec le dropout.
d        L'essai 2 a une accuracy plus basse que le cas 3 de HOG.
e        Le meilleur modele brut est C, le meilleur HOG le cas 1 et le meilleur CNN le 2.
e        HOG a une loss plus haute que brut, sauf le cas 1 contre A.
e        Le cas 1 a une meilleure accuracy que A avec quatre fois moins d'entrees... mais moins bonne que B.
e        L'essai 1 a la plus haute loss de tout le labo.
e        Pour les chiffres le CNN 2 a la meilleure accuracy, pour Fashion l'essai 2.
e        La loss la plus basse est celle du CNN 2 (0.0376), la plus haute celle de l'essai 1 (0.3120).
e        Le MLP C et le CNN 2 sont les meilleurs de leur partie.
e        Le CNN 1 a moins de poids que tous nos MLP.
e        Le MLP A a 79 510 poids et le CNN 2 42 340, donc presque deux fois moins.
e        Le CNN 2 a plus de poids que le cas 1 (40 310) mais moins que A, B et C.
"""
